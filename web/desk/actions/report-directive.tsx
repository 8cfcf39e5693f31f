import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

/** What was done about a leader's order; the order stands above the field, so that one answers it and not another. */
export const reportDirective = deskAction<{ text: string }>({
  icon: 'megaphone',
  shortcut: 'b',
  start: { text: '' },
  required: ['text'],
  Form: function ReportDirectiveForm({ values, set, errors, item }) {
    const t = useT();
    const order = item.directives.find((d) => d.closedAt === null);
    return (
      <>
        {order ? (
          <p className="prose">
            <span className="meta">{order.by?.name}: </span>
            {order.text}
          </p>
        ) : null}
        <TextField
          label={t.actionForm.field.report}
          description={t.actionForm.hint.internal}
          value={values.text}
          onChange={(text) => set({ text })}
          error={errors.text}
          rows={4}
          required
        />
      </>
    );
  },
});
