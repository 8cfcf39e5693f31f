import { TextInput } from '@mantine/core';
import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const publish = deskAction<{ title: string; content: string; answer: string }>({
  icon: 'globe',
  shortcut: 'p',
  start: { title: '', content: '', answer: '' },
  required: ['title', 'content', 'answer'],
  Form: function PublishForm({ values, set, errors }) {
    const t = useT();
    return (
      <>
        <TextInput
          label={t.actionForm.field.publishTitle}
          value={values.title}
          onChange={(e) => set({ title: e.currentTarget.value })}
          error={errors.title}
          required
          withAsterisk
        />
        <TextField
          label={t.actionForm.field.publishContent}
          value={values.content}
          onChange={(content) => set({ content })}
          error={errors.content}
          required
        />
        <TextField
          label={t.actionForm.field.publishAnswer}
          value={values.answer}
          onChange={(answer) => set({ answer })}
          error={errors.answer}
          required
        />
      </>
    );
  },
});
