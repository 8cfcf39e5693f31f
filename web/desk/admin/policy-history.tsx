import { Button, Modal, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { deletePolicy, POLICY_STAGES, type Policy } from '../../../contract/policies.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useLast } from '../../lib/use-last.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { dateText } from './calendar-day-words.ts';
import { amountText, whomText } from './policy-words.ts';

const STATE: Record<Policy['state'], readonly [Tone, IconName]> = {
  in_force: ['green', 'check'],
  overridden: ['slate', 'pause'],
  future: ['blue', 'clock'],
  past: ['slate', 'close'],
};
/** Rules that hold from the beginning have this day in the reference data. */
const BEGINNING = '2000-01-01';

interface HistoryProps {
  items: readonly Policy[];
  onCorrect(policy: Policy): void;
  onChanged(): void;
}

/** Every rule of one step with its dates: what held, what holds, what is to come. */
export function PolicyHistory({ items, onCorrect, onChanged }: HistoryProps): JSX.Element {
  const t = useT();
  const words = t.policies;
  const [stage, setStage] = useState<string>('handle');
  const [ending, setEnding] = useState<Policy | null>(null);
  const shown = useLast(ending);
  return (
    <div className={rows.form}>
      <Select
        label={words.form.stage}
        data={POLICY_STAGES.map((s) => ({ value: s, label: words.stage[s] }))}
        value={stage}
        onChange={(value) => setStage(value ?? 'handle')}
        maw="20rem"
      />
      <ul className={rows.rows} aria-label={words.historyOf}>
        {items
          .filter((p) => p.stage === stage)
          .map((policy) => (
            <HistoryLine key={policy.id} policy={policy} onCorrect={onCorrect} onEnd={setEnding} />
          ))}
      </ul>
      <Modal
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={words.form.end}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <EndPolicy
            policy={shown}
            onDone={() => {
              setEnding(null);
              onChanged();
            }}
          />
        ) : null}
      </Modal>
    </div>
  );
}

function HistoryLine(props: {
  policy: Policy;
  onCorrect(policy: Policy): void;
  onEnd(policy: Policy): void;
}): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const words = t.policies;
  const { policy } = props;
  const whom = whomText(policy, t);
  const facts = [
    policy.validFrom === BEGINNING ? words.initial : words.since(dateText(policy.validFrom, language)),
    policy.validTo && words.until(dateText(policy.validTo, language)),
    policy.calendar?.name,
    policy.origin === 'reference' ? words.proposal : policy.note,
  ].filter(Boolean);
  const [tone, icon] = STATE[policy.state];
  return (
    <li className={rows.row}>
      <div>
        <strong>{amountText(policy, t)}</strong> {whom}
        <p className="meta">{facts.join(' · ')}</p>
      </div>
      <Chip tone={tone} icon={icon}>
        {words.state[policy.state]}
      </Chip>
      {policy.state === 'future' ? (
        <Button
          variant="default"
          size="compact-md"
          aria-label={`${t.common.edit} ${whom}`}
          onClick={() => props.onCorrect(policy)}
        >
          {t.common.edit}
        </Button>
      ) : null}
      {policy.state === 'past' ? null : (
        <Button
          variant="default"
          size="compact-md"
          aria-label={`${words.form.end}: ${whom}`}
          onClick={() => props.onEnd(policy)}
        >
          {words.form.end}
        </Button>
      )}
    </li>
  );
}

function EndPolicy({ policy, onDone }: { policy: Policy; onDone(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.policies.form;
  const end = useMutation({
    mutationFn: () => call(deletePolicy, { params: { id: policy.id } }),
    onSuccess: () => {
      toast(words.ended);
      onDone();
    },
  });
  return (
    <div className={rows.form}>
      <p>
        <strong>{amountText(policy, t)}</strong> {whomText(policy, t)}
      </p>
      <p>{words.endText}</p>
      {end.error ? (
        <p role="alert" className={rows.error}>
          {end.error.message}
        </p>
      ) : null}
      <div>
        <Button loading={end.isPending} onClick={() => end.mutate()} data-autofocus>
          {words.end}
        </Button>
      </div>
    </div>
  );
}
