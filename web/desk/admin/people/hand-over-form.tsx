import { Button, Checkbox, Select } from '@mantine/core';
import { useMutation, useQueries } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type HeldWork, handOver } from '../../../../contract/people-admin.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { fieldErrors } from '../../../lib/problem.ts';
import { colleaguesQuery } from '../../../lib/queries.ts';
import rows from '../../../ui/rows.module.css';
import { useToast } from '../../../ui/toast.tsx';
import { TextField } from '../../actions/fields.tsx';
import styles from './people.module.css';

/** Gives what somebody holds to others: per unit an officer there, switchboard items back to their queues. */
export function HandOverForm({ work, onDone }: { work: HeldWork; onDone(): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords().user;
  const toast = useToast();
  const { username } = work.user;
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<Record<string, string>>({});
  const [items, setItems] = useState(work.items > 0);
  const [reason, setReason] = useState('');
  const colleagues = useQueries({
    queries: work.cases.map((c) => ({ ...colleaguesQuery(c.unit.code), enabled: open })),
  });
  const chosen = work.cases.flatMap((c) => (to[c.unit.code] ? [{ unit: c.unit.code, to: to[c.unit.code] ?? '' }] : []));
  const give = useMutation({
    mutationFn: () => call(handOver, { params: { username }, body: { cases: chosen, items, reason } }),
    onSuccess: (done) => {
      const left = done.failed.reduce((sum, f) => sum + f.count, 0);
      toast(left > 0 ? words.partly(done.cases, left, done.failed[0]?.why ?? '') : words.given(done.cases, done.items));
      setOpen(false);
      onDone();
    },
  });
  const errors = fieldErrors(give.error);
  if (!open)
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.handOver}
      </Button>
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <form className={`${rows.form} ${styles.narrow}`} onSubmit={send} noValidate aria-label={words.handOver}>
      {work.cases.map((c, i) => (
        <Select
          key={c.unit.code}
          label={words.toWhom(c.count, c.unit.name)}
          description={words.toWhomHint}
          data={(colleagues[i]?.data?.items ?? [])
            .filter((p) => p.roles.includes('officer') && p.username !== username)
            .map((p) => ({ value: p.username, label: p.displayName }))}
          value={to[c.unit.code] ?? null}
          onChange={(value) => setTo({ ...to, [c.unit.code]: value ?? '' })}
          error={errors[`cases.${chosen.findIndex((o) => o.unit === c.unit.code)}.to`]}
          nothingFoundMessage={words.noColleague}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t.common.clear }}
        />
      ))}
      {work.items > 0 ? (
        <Checkbox
          label={words.itemsBack(work.items)}
          checked={items}
          onChange={(e) => setItems(e.currentTarget.checked)}
        />
      ) : null}
      <TextField label={t.absence.reason} value={reason} onChange={setReason} error={errors.reason} rows={2} required />
      {give.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {give.error.message}
        </p>
      ) : null}
      <div className={rows.tools}>
        <Button
          type="submit"
          loading={give.isPending}
          disabled={!reason.trim() || (chosen.length === 0 && !(items && work.items > 0))}
        >
          {words.handOver}
        </Button>
        <Button type="button" variant="default" onClick={() => setOpen(false)}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
}
