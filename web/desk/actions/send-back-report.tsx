import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { DueField } from './due-field.tsx';
import { TextField } from './fields.tsx';
import { ReportToRead } from './report-to-read.tsx';

/** It will not do: what is missing, and by when; the order stands again. */
export const sendBackReport = deskAction<{ reason: string; dueAt: string }>({
  icon: 'return',
  shortcut: 'l',
  start: { reason: '', dueAt: '' },
  required: ['reason'],
  Form: function SendBackReportForm({ values, set, errors, item }) {
    const t = useT();
    return (
      <>
        <ReportToRead item={item} />
        <TextField
          label={t.days.order.missing}
          value={values.reason}
          onChange={(reason) => set({ reason })}
          error={errors.reason}
          choices={t.actionForm.reasons.send_back_report}
          required
        />
        <DueField
          label={t.days.order.newDue}
          value={values.dueAt}
          onChange={(dueAt) => set({ dueAt })}
          error={errors.dueAt}
        />
      </>
    );
  },
});
