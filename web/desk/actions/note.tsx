import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const note = deskAction<{ text: string }>({
  icon: 'note',
  shortcut: 'n',
  start: { text: '' },
  required: ['text'],
  Form: function NoteForm({ values, set, errors }) {
    const t = useT();
    return (
      <TextField
        label={t.actionForm.field.noteText}
        description={t.actionForm.hint.internal}
        value={values.text}
        onChange={(text) => set({ text })}
        error={errors.text}
        required
      />
    );
  },
});
