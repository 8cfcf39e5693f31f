import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

/** For a citizen who was asked and answered on the phone; replies in writing come back by themselves. */
export const citizenReplied = deskAction<{ text: string }>({
  icon: 'incoming',
  shortcut: 'b',
  start: { text: '' },
  required: ['text'],
  Form: function CitizenRepliedForm({ values, set, errors }) {
    const t = useT();
    return (
      <TextField
        label={t.actionForm.field.replyText}
        value={values.text}
        onChange={(text) => set({ text })}
        error={errors.text}
        required
      />
    );
  },
});
