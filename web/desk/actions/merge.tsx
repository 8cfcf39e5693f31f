import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/index.ts';
import { caseQuery } from '../../lib/queries.ts';
import { deskAction } from './desk-action.ts';

export const merge = deskAction<{ into: string }>({
  icon: 'merge',
  shortcut: 'm',
  start: { into: '' },
  required: ['into'],
  Form: function MergeForm({ values, set, errors, item }) {
    const t = useT();
    const whole = /^1022-\d{6}-\d{4,}$/.test(values.into) && values.into !== item.code;
    const parent = useQuery({ ...caseQuery(values.into), enabled: whole, retry: false });
    return (
      <TextInput
        label={t.actionForm.field.into}
        placeholder="1022-261123-0412"
        value={values.into}
        onChange={(e) => set({ into: e.currentTarget.value.trim() })}
        error={errors.into ?? (whole && parent.isError ? t.actionForm.noSuchCase : undefined)}
        description={parent.data ? [parent.data.title, parent.data.place?.text].filter(Boolean).join(' · ') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        withAsterisk
        data-autofocus
      />
    );
  },
});
