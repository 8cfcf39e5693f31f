import { TextInput } from '@mantine/core';
import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const answer = deskAction<{ text: string; article: string }>({
  icon: 'reply',
  shortcut: 'a',
  start: { text: '', article: '' },
  required: ['text'],
  Form: function AnswerForm({ values, set, errors }) {
    const t = useT();
    return (
      <>
        <TextField
          label={t.actionForm.field.text}
          description={t.actionForm.hint.citizenReads}
          value={values.text}
          onChange={(text) => set({ text })}
          error={errors.text}
          rows={5}
          required
        />
        <TextInput
          label={t.actionForm.field.article}
          value={values.article}
          onChange={(e) => set({ article: e.currentTarget.value })}
          error={errors.article}
        />
      </>
    );
  },
});
