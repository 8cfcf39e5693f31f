import { Button, CloseButton, Select } from '@mantine/core';
import { type JSX, useId } from 'react';
import { ROLES, type Role } from '../../../contract/session.ts';
import { useT } from '../../i18n/index.ts';
import { UnitPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';

export interface RoleValue {
  role: Role;
  unit: string;
}

/** Roles, each in a unit. */
export function RolesField(props: {
  value: RoleValue[];
  onChange(roles: RoleValue[]): void;
  error?: string;
}): JSX.Element {
  const t = useT();
  const id = useId();
  const change = (at: number, part: Partial<RoleValue>) =>
    props.onChange(props.value.map((r, i) => (i === at ? { ...r, ...part } : r)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div className={rows.roles} role="group" aria-labelledby={id}>
      <span className="meta" id={id}>
        {t.admin.users.roles}
      </span>
      {props.value.map((entry, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity while they are being filled in
        <div key={i} className={rows.role}>
          <Select
            aria-label={t.admin.users.role}
            data={ROLES.map((value) => ({ value, label: t.role[value] }))}
            value={entry.role}
            onChange={(role) => change(i, { role: role as Role })}
          />
          <UnitPicker
            ariaLabel={t.admin.users.unit}
            value={entry.unit}
            onChange={(unit) => change(i, { unit })}
            required
          />
          <CloseButton
            aria-label={t.admin.users.removeRole}
            onClick={() => props.onChange(props.value.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      {props.error ? <span className={rows.error}>{props.error}</span> : null}
      <div>
        <Button
          variant="subtle"
          size="compact-md"
          onClick={() => props.onChange([...props.value, { role: 'officer', unit: '' }])}
        >
          {t.admin.users.addRole}
        </Button>
      </div>
    </div>
  );
}
