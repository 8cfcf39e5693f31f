import { Button, Modal, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type IncidentPolicy, setIncidentPolicy } from '../../../contract/incidents.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { renewIncidents } from './incident-queries.ts';

interface Props {
  policy: IncidentPolicy & { version: number };
  onClose(): void;
}

/** From how many cases within how many hours on it is asked whether they are one event. */
export default function PolicyForm({ policy, onClose }: Props): JSX.Element {
  const t = useT();
  const words = t.incidents.suggest;
  const client = useQueryClient();
  const toast = useToast();
  const [v, setV] = useState<{ from: number | string; hours: number | string }>(policy);
  const save = useMutation({
    mutationFn: () =>
      call(setIncidentPolicy, { body: { from: Number(v.from), hours: Number(v.hours), version: policy.version } }),
    onSuccess: () => {
      toast(words.policySaved);
      onClose();
    },
    onSettled: () => renewIncidents(client),
  });
  const errors = fieldErrors(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={words.policy} closeButtonProps={{ 'aria-label': t.common.close }}>
      <form className={rows.form} onSubmit={submit} noValidate>
        <NumberInput
          label={words.policyFrom}
          value={v.from}
          onChange={(from) => setV({ ...v, from })}
          min={2}
          max={100}
          allowDecimal={false}
          error={errors.from}
          data-autofocus
        />
        <NumberInput
          label={words.policyHours}
          value={v.hours}
          onChange={(hours) => setV({ ...v, hours })}
          min={1}
          max={48}
          allowDecimal={false}
          error={errors.hours}
        />
        <ActTrouble error={save.error} gone={false} />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
