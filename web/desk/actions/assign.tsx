import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/index.ts';
import { colleaguesQuery } from '../../lib/queries.ts';
import { holds, useSession } from '../session.tsx';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const assign = deskAction<{ user: string; reason: string }>({
  icon: 'person',
  shortcut: 'p',
  start: { user: '', reason: '' },
  required: ['user'],
  Form: function AssignForm({ values, set, errors, item }) {
    const t = useT();
    const people =
      useQuery({ ...colleaguesQuery(item.leadUnit?.code ?? ''), enabled: item.leadUnit !== null }).data?.items ?? [];
    const session = useSession();
    // Who gives out another unit's work says why.
    const foreign = holds(session, 'supervisor') && !session.roles.some((r) => r.unit.code === item.leadUnit?.code);
    return (
      <>
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
        {foreign ? (
          <TextField
            label={t.actionForm.field.reason}
            value={values.reason}
            onChange={(reason) => set({ reason })}
            error={errors.reason}
            required
          />
        ) : null}
      </>
    );
  },
});
