import { Button, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { CASE_TYPES, type CaseType, URGENCIES, type Urgency } from '../../../contract/cases.ts';
import { explainPolicy, POLICY_STAGES, type PolicyExplanation, type PolicyStage } from '../../../contract/policies.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { now, useNow } from '../../lib/clock.ts';
import { hourText, isoDayOf, momentText } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { CategoryPicker, UnitPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import styles from './policies.module.css';
import { amountText, whomText } from './policy-words.ts';

/** A made-up case: which rule applies, and its due date line by line. */
export function PolicyExplain(): JSX.Element {
  const t = useT();
  const words = t.policies.explain;
  const [v, setV] = useState(() => ({
    stage: 'handle',
    type: 'site_report',
    urgency: 'normal',
    category: '',
    unit: '',
    from: `${isoDayOf(now())}T${hourText(now(), 'vi')}`,
  }));
  const trial = useMutation({
    mutationFn: () =>
      call(explainPolicy, {
        query: {
          stage: v.stage as PolicyStage,
          type: v.type as CaseType,
          urgency: v.urgency as Urgency,
          category: v.category || undefined,
          unit: v.unit || undefined,
          from: `${v.from}:00+07:00`,
        },
      }),
  });
  const errors = fieldErrors(trial.error);
  const set = (more: Partial<typeof v>) => setV({ ...v, ...more });
  const send = (event: FormEvent) => {
    event.preventDefault();
    trial.mutate();
  };
  return (
    <Section title={words.title}>
      <form className={rows.form} onSubmit={send} noValidate>
        <p className="meta">{words.text}</p>
        <div className={styles.explain}>
          <TextInput
            type="datetime-local"
            label={words.from}
            value={v.from}
            error={errors.from}
            onChange={(e) => set({ from: e.currentTarget.value })}
            required
          />
          <Select
            label={t.policies.form.stage}
            data={POLICY_STAGES.map((s) => ({ value: s, label: t.policies.stage[s] }))}
            value={v.stage}
            onChange={(stage) => set({ stage: stage ?? 'handle' })}
          />
          <Select
            label={t.policies.type}
            data={CASE_TYPES.map((c) => ({ value: c, label: t.type[c] }))}
            value={v.type}
            onChange={(type) => set({ type: type ?? 'inquiry' })}
          />
          <Select
            label={t.policies.urgency}
            data={URGENCIES.map((u) => ({ value: u, label: t.urgency[u] }))}
            value={v.urgency}
            onChange={(urgency) => set({ urgency: urgency ?? 'normal' })}
          />
          <CategoryPicker
            label={t.policies.category}
            value={v.category}
            onChange={(category) => set({ category })}
            error={errors.category}
          />
          <UnitPicker label={words.unit} value={v.unit} onChange={(unit) => set({ unit })} error={errors.unit} />
        </div>
        {trial.error && Object.keys(errors).length === 0 ? (
          <p role="alert" className={rows.error}>
            {trial.error.message}
          </p>
        ) : null}
        <div>
          <Button type="submit" variant="default" loading={trial.isPending}>
            {words.go}
          </Button>
        </div>
      </form>
      <div role="status">{trial.data ? <Explanation told={trial.data} /> : null}</div>
    </Section>
  );
}

function Explanation({ told }: { told: PolicyExplanation }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const words = t.policies.explain;
  return (
    <div className={styles.result}>
      <p>
        <strong>{words.due(momentText(told.dueAt, now, language))}</strong>
      </p>
      <h3>{words.lines}</h3>
      <ol className={styles.lines}>
        {told.explanation.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {told.warnings.length > 0 ? (
        <p className="meta">
          {words.warnings}:{' '}
          {told.warnings.map((w) => words.warning(w.share, momentText(w.at, now, language))).join('; ')}
        </p>
      ) : null}
      {told.others.length > 0 ? (
        <>
          <h3>{words.others}</h3>
          <ul>
            {told.others.map(({ policy, why }) => (
              <li key={policy.id} className="meta">
                {amountText(policy, t)} · {whomText(policy, t)}: {why}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
