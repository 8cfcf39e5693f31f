import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { createDelegation } from '../../../../contract/org.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { fieldErrors } from '../../../lib/problem.ts';
import rows from '../../../ui/rows.module.css';
import { DueField } from '../../actions/due-field.tsx';
import { TextField } from '../../actions/fields.tsx';
import { UserPicker } from './user-picker.tsx';

/** Names a deputy for anybody, with dates and the reason. */
export function DeputyForm({ user: given, onDone }: { user?: string; onDone(): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords().deputies;
  const [user, setUser] = useState(given ?? '');
  const [deputy, setDeputy] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () => call(createDelegation, { body: { user, deputy, from, to, reason } }),
    onSuccess: onDone,
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      {given ? null : (
        <UserPicker label={t.absence.user} value={user} onChange={setUser} error={errors.user} required />
      )}
      <UserPicker
        label={t.absence.deputy}
        description={words.deputyHint}
        value={deputy}
        onChange={setDeputy}
        without={user}
        error={errors.deputy}
        required
      />
      <DueField label={t.absence.from} value={from} onChange={setFrom} error={errors.from} />
      <DueField label={t.absence.to} value={to} onChange={setTo} error={errors.to} />
      <TextField label={t.absence.reason} value={reason} onChange={setReason} error={errors.reason} rows={2} required />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending} disabled={!user || !deputy || !from || !to || !reason.trim()}>
        {t.common.save}
      </Button>
    </form>
  );
}
