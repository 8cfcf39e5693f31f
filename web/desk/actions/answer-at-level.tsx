import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const answerAtLevel = deskAction<{ text: string }>({
  icon: 'reply',
  shortcut: 'a',
  start: { text: '' },
  required: ['text'],
  Form: function AnswerAtLevelForm({ values, set, errors }) {
    const t = useT();
    return (
      <TextField
        label={t.actionForm.field.text}
        description={t.actionForm.hint.citizenReads}
        value={values.text}
        onChange={(text) => set({ text })}
        error={errors.text}
        rows={6}
        required
      />
    );
  },
});
