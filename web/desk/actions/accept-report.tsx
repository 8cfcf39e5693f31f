import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';
import { ReportToRead } from './report-to-read.tsx';

/** Who gave the order has read the report, and it will do. */
export const acceptReport = deskAction<{ note: string }>({
  icon: 'check',
  shortcut: 'n',
  start: { note: '' },
  required: [],
  Form: function AcceptReportForm({ values, set, errors, item }) {
    const t = useT();
    return (
      <>
        <ReportToRead item={item} />
        <TextField
          label={t.days.order.note}
          value={values.note}
          onChange={(note) => set({ note })}
          error={errors.note}
          rows={2}
        />
      </>
    );
  },
});
