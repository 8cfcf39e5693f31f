import { TextInput } from '@mantine/core';
import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';

export const merge = deskAction<{ into: string }>({
  icon: 'merge',
  shortcut: 'm',
  start: { into: '' },
  required: ['into'],
  Form: function MergeForm({ values, set, errors }) {
    const t = useT();
    return (
      <TextInput
        label={t.actionForm.field.into}
        placeholder="1022-261123-0412"
        value={values.into}
        onChange={(e) => set({ into: e.currentTarget.value.trim() })}
        error={errors.into}
        required
        withAsterisk
        data-autofocus
      />
    );
  },
});
