import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { CASE_TYPES, URGENCIES } from '../../../contract/cases.ts';
import {
  AMOUNT_UNITS,
  createPolicy,
  POLICY_STAGES,
  type Policy,
  type PolicyStage,
  type PolicyUnit,
  updatePolicy,
} from '../../../contract/policies.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { CategoryPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { calendarsQuery } from './calendar-change.ts';
import { amountText } from './policy-words.ts';

/** What the form begins with: an empty rule, one that replaces another from a day on, or one to correct. */
export interface Draft extends Partial<Omit<Policy, 'stage' | 'category'>> {
  stage: PolicyStage;
  category?: string | null;
  replaces?: Policy;
  correct?: Policy;
}

/** A rule with the day from which it holds. */
export function PolicyForm({ draft, onDone }: { draft: Draft; onDone(): void }): JSX.Element {
  const t = useT();
  const words = t.policies.form;
  const toast = useToast();
  const calendars = useQuery(calendarsQuery);
  const fixed = draft.correct !== undefined;
  const [v, setV] = useState(() => ({
    stage: draft.stage as string,
    type: draft.type ?? '',
    urgency: draft.urgency ?? '',
    category: draft.category ?? '',
    amount: String(draft.amount ?? ''),
    unit: (draft.unit ?? 'working_days') as string,
    calendar: draft.calendar?.code ?? '',
    warnShares: (draft.warnShares ?? [50, 80]).join(', '),
    validFrom: draft.correct?.validFrom ?? isoDayOf(now()),
    validTo: draft.correct?.validTo ?? '',
    note: draft.correct ? draft.correct.note : '',
  }));
  const set = (more: Partial<typeof v>) => setV({ ...v, ...more });
  const shares = v.warnShares
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(Number);
  const badShares = shares.some((n) => !Number.isInteger(n) || n < 1 || n > 99);
  const save = useMutation({
    mutationFn: () => {
      const amounts = {
        amount: Number(v.amount),
        unit: v.unit as PolicyUnit,
        calendar: v.calendar || null,
        warnShares: shares,
        note: v.note,
      };
      if (draft.correct) return call(updatePolicy, { params: { id: draft.correct.id }, body: amounts });
      return call(createPolicy, {
        body: {
          ...amounts,
          stage: v.stage as PolicyStage,
          type: (v.type || null) as Policy['type'],
          urgency: (v.urgency || null) as Policy['urgency'],
          category: v.category || null,
          validFrom: v.validFrom,
          validTo: v.validTo || null,
        },
      });
    },
    onSuccess: () => {
      toast(words.saved);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!badShares) save.mutate();
  };
  const text = (key: 'amount' | 'validFrom' | 'validTo' | 'note' | 'warnShares') => ({
    value: v[key],
    error: errors[key],
    onChange: (e: { currentTarget: { value: string } }) => set({ [key]: e.currentTarget.value }),
  });
  const pick = (key: 'stage' | 'type' | 'urgency' | 'unit' | 'calendar', label: string, data: Option[]) => (
    <Select
      label={label}
      data={data}
      value={v[key]}
      error={errors[key]}
      onChange={(value) => set({ [key]: value ?? '' })}
      disabled={fixed && key !== 'unit' && key !== 'calendar'}
    />
  );
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      {draft.replaces ? <p className="meta">{words.now(amountText(draft.replaces, t))}</p> : null}
      <div className={rows.two}>
        {pick(
          'stage',
          words.stage,
          POLICY_STAGES.map((s) => ({ value: s, label: t.policies.stage[s] })),
        )}
        {fixed ? (
          <TextInput label={words.category} value={draft.correct?.category?.name ?? ''} disabled />
        ) : (
          <CategoryPicker
            label={words.category}
            value={v.category}
            onChange={(category) => set({ category })}
            error={errors.category}
          />
        )}
        {pick('type', words.type, [none, ...CASE_TYPES.map((c) => ({ value: c, label: t.type[c] }))])}
        {pick('urgency', words.urgency, [none, ...URGENCIES.map((u) => ({ value: u, label: t.urgency[u] }))])}
        <TextInput
          type="number"
          inputMode="numeric"
          min={1}
          label={words.amount}
          {...text('amount')}
          required
          data-autofocus
        />
        {pick(
          'unit',
          words.unit,
          AMOUNT_UNITS.map((u) => ({ value: u, label: t.policies.unit[u] })),
        )}
        {pick('calendar', words.calendar, [
          none,
          ...(calendars.data?.items ?? []).map((c) => ({ value: c.code, label: c.name })),
        ])}
        <TextInput
          label={words.warnShares}
          description={words.warnHint}
          {...text('warnShares')}
          error={badShares ? words.badShares : errors.warnShares}
        />
        <TextInput type="date" label={words.validFrom} {...text('validFrom')} disabled={fixed} required />
        <TextInput type="date" label={words.validTo} {...text('validTo')} disabled={fixed} />
      </div>
      <TextInput label={words.note} {...text('note')} />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <div>
        <Button type="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
      </div>
    </form>
  );
}

interface Option {
  value: string;
  label: string;
}
const none: Option = { value: '', label: '–' };
