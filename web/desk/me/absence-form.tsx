import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueries } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { createDelegation } from '../../../contract/org.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { colleaguesQuery } from '../../lib/queries.ts';
import rows from '../../ui/rows.module.css';
import { DueField } from '../actions/due-field.tsx';
import { TextField } from '../actions/fields.tsx';
import { useSession } from '../session.tsx';

/** Who stands in for me, from when until when, why. */
export function AbsenceForm({ onDone }: { onDone(): void }): JSX.Element {
  const t = useT();
  const session = useSession();
  const [deputy, setDeputy] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const units = [...new Set(session.roles.map((r) => r.unit.code))];
  const colleagues = useQueries({ queries: units.map((code) => colleaguesQuery(code)) });
  const people = new Map(colleagues.flatMap((q) => q.data?.items ?? []).map((p) => [p.username, p.displayName]));
  people.delete(session.user.username);
  const save = useMutation({
    mutationFn: () => call(createDelegation, { body: { deputy, from, to, reason } }),
    onSuccess: onDone,
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      {people.size === 0 ? (
        <TextInput
          label={t.absence.deputy}
          description={t.absence.deputyHint}
          value={deputy}
          onChange={(e) => setDeputy(e.currentTarget.value.trim())}
          error={errors.deputy}
          required
        />
      ) : (
        <Select
          label={t.absence.deputy}
          data={[...people].map(([value, label]) => ({ value, label }))}
          value={deputy || null}
          onChange={(value) => setDeputy(value ?? '')}
          error={errors.deputy}
          searchable
          nothingFoundMessage={t.common.nothingFound}
          required
        />
      )}
      <DueField label={t.absence.from} value={from} onChange={setFrom} error={errors.from} />
      <DueField label={t.absence.to} value={to} onChange={setTo} error={errors.to} />
      <TextField label={t.absence.reason} value={reason} onChange={setReason} error={errors.reason} rows={2} required />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending} disabled={!deputy || !from || !to || !reason.trim()}>
        {t.common.save}
      </Button>
    </form>
  );
}
