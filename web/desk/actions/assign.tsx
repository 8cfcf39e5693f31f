import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/index.ts';
import { colleaguesQuery } from '../../lib/queries.ts';
import { deskAction } from './desk-action.ts';

export const assign = deskAction<{ user: string }>({
  icon: 'person',
  shortcut: 'p',
  start: { user: '' },
  required: ['user'],
  Form: function AssignForm({ values, set, errors, item }) {
    const t = useT();
    const people =
      useQuery({ ...colleaguesQuery(item.leadUnit?.code ?? ''), enabled: item.leadUnit !== null }).data?.items ?? [];
    return (
      <Select
        label={t.actionForm.field.user}
        placeholder={t.actionForm.field.pickUser}
        data={people.map((p) => ({
          value: p.username,
          label: `${p.displayName} · ${p.roles.map((r) => t.role[r]).join(', ')}`,
        }))}
        value={values.user || null}
        onChange={(user) => set({ user: user ?? '' })}
        error={errors.user}
        searchable
        nothingFoundMessage={t.common.nothingFound}
        required
        withAsterisk
      />
    );
  },
});
