import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import type { IncidentView } from '../../../contract/incidents.ts';
import { useT } from '../../i18n/index.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { TextField } from '../actions/fields.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import { renewIncidents, sendEnd } from './incident-queries.ts';

/** It is over, and why. */
export function EndForm({ one, onDone }: { one: IncidentView; onDone(): void }): JSX.Element {
  const t = useT();
  const words = t.incidents.end;
  const client = useQueryClient();
  const toast = useToast();
  const { user } = useSession();
  const [reason, setReason, forget] = useKept(`${user.username}.incident-end.${one.id}`, '');
  const [missing, setMissing] = useState(false);
  const end = useMutation({
    mutationFn: () => sendEnd(one.id, { version: one.version, reason }),
    onSuccess: () => {
      forget();
      toast(words.done);
      onDone();
    },
    onSettled: () => renewIncidents(client),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') end.mutate();
  };
  const error = fieldErrors(end.error).reason ?? (missing ? t.common.required : undefined);
  return (
    <form className={rows.form} onSubmit={submit} noValidate>
      <p>{words.text}</p>
      <TextField
        label={words.reason}
        value={reason}
        onChange={(text) => {
          setMissing(false);
          setReason(text);
        }}
        {...(error ? { error } : {})}
        choices={words.reasons}
        rows={2}
        required
      />
      <ActTrouble error={end.error} gone={false} />
      <div>
        <Button type="submit" loading={end.isPending}>
          {words.send}
        </Button>
      </div>
    </form>
  );
}
