import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const deliver = deskAction<{ note: string }>({
  icon: 'outgoing',
  shortcut: 's',
  start: { note: '' },
  required: [],
  Form: function DeliverForm({ values, set, errors, item }) {
    const t = useT();
    return (
      <>
        {item.answer ? <p className="prose">{item.answer}</p> : null}
        <TextField
          label={t.actionForm.field.deliverNote}
          description={t.actionForm.hint.internal}
          value={values.note}
          onChange={(note) => set({ note })}
          error={errors.note}
          rows={2}
        />
      </>
    );
  },
});
