import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const requestInfo = deskAction<{ question: string }>({
  icon: 'pause',
  shortcut: 'q',
  start: { question: '' },
  required: ['question'],
  Form: function RequestInfoForm({ values, set, errors }) {
    const t = useT();
    return (
      <TextField
        label={t.actionForm.field.question}
        description={t.actionForm.hint.citizenReads}
        value={values.question}
        onChange={(question) => set({ question })}
        error={errors.question}
        required
      />
    );
  },
});
