import { Checkbox, TextInput } from '@mantine/core';
import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

interface PublishValues {
  title: string;
  content: string;
  answer: string;
  /** What looks personal and is public, with commas between; over the wire a list. */
  allowed: string;
  confirmed: boolean;
}

/** The copy starts masked by the server; the original stands above it, so that one sees what was taken out. */
export const publish = deskAction<PublishValues>({
  icon: 'globe',
  shortcut: 'p',
  start: { title: '', content: '', answer: '', allowed: '', confirmed: false },
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
          rows={5}
          required
        />
        <TextField
          label={t.actionForm.field.publishAnswer}
          value={values.answer}
          onChange={(answer) => set({ answer })}
          error={errors.answer}
          rows={5}
          required
        />
        <TextInput
          label={t.actionForm.field.publishAllowed}
          description={t.actionForm.hint.publishAllowed}
          value={values.allowed}
          onChange={(e) => set({ allowed: e.currentTarget.value })}
          error={errors.allowed}
        />
        <Checkbox
          label={t.actionForm.field.publishConfirmed}
          checked={values.confirmed}
          onChange={(e) => set({ confirmed: e.currentTarget.checked })}
          error={errors.confirmed}
        />
      </>
    );
  },
  toBody: ({ allowed, ...values }) => ({
    ...values,
    allowed: allowed
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  }),
});
