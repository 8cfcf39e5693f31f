import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type JSX, useId, useState } from 'react';
import { type CallTargets, listCallTargets } from '../../../contract/call-targets.ts';
import { type TransferTarget, transferCall } from '../../../contract/calls.ts';
import { type Dictionary, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { RunOrder } from './call-bar.tsx';
import styles from './transfer.module.css';

type Kind = 'agent' | 'queue' | 'officer' | 'number';
const KINDS: readonly Kind[] = ['agent', 'queue', 'officer', 'number'];
const DIALLED = /^\+?[\d .()-]{2,30}$/;

interface Choice {
  key: string;
  target: TransferTarget;
  name: string;
  aside: string;
  icon: IconName;
  /** Why it cannot be chosen now. */
  off: boolean;
}

/** To whom, and whether one speaks with him first. */
export function TransferForm(props: { callId: string; run: RunOrder; onDone(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.phone.transfer;
  const [kind, setKind] = useState<Kind>('agent');
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<Choice | null>(null);
  const [q] = useDebouncedValue(text.trim(), 250);
  const list = useQuery({
    queryKey: ['call-targets', q],
    queryFn: () => call(listCallTargets, { query: q ? { q } : {} }),
    placeholderData: keepPreviousData,
    enabled: kind !== 'number',
  });
  const choices = kind === 'number' ? [] : choicesOf(kind, list.data, t);
  const target: TransferTarget | null =
    kind === 'number' ? (DIALLED.test(text.trim()) ? { number: text.trim() } : null) : (picked?.target ?? null);
  const go = (mode: 'blind' | 'attended') => {
    if (!target) return;
    props.run(async () => {
      const done = await call(transferCall, { params: { id: props.callId }, body: { target, mode } });
      if (mode === 'blind') toast(t.phone.bar.done.transferred);
      return done;
    });
    props.onDone();
  };
  // Nobody can be asked in a queue: it is a place, not a person.
  const asks = kind !== 'queue';
  return (
    <div className={styles.form}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={words.to}
        data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        value={kind}
        onChange={(next) => {
          setKind(next as Kind);
          setPicked(null);
          setText('');
        }}
      />
      <TextInput
        data-autofocus
        aria-label={kind === 'number' ? words.kinds.number : words.search}
        placeholder={kind === 'number' ? t.phone.dial.placeholder : words.search}
        inputMode={kind === 'number' ? 'tel' : 'text'}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        autoComplete="off"
      />
      {kind === 'number' ? null : list.isPending ? (
        <Loading lines={3} />
      ) : (
        <Choices choices={choices} picked={picked} onPick={setPicked} />
      )}
      <div className={styles.ways}>
        {asks ? (
          <Button disabled={!target} onClick={() => go('attended')} title={words.attendedHint}>
            {words.attended}
          </Button>
        ) : null}
        <Button
          variant={asks ? 'default' : 'filled'}
          disabled={!target}
          onClick={() => go('blind')}
          title={words.blindHint}
        >
          {words.blind}
        </Button>
      </div>
    </div>
  );
}

function Choices(props: { choices: Choice[]; picked: Choice | null; onPick(choice: Choice): void }): JSX.Element {
  const t = useT();
  const name = useId();
  const { choices, picked, onPick } = props;
  if (choices.length === 0) return <p className="meta">{t.phone.transfer.none}</p>;
  return (
    <fieldset className={styles.choices}>
      <legend className="sr-only">{t.phone.transfer.to}</legend>
      {choices.map((choice) => (
        <label key={choice.key} className={styles.choice} data-off={choice.off || undefined}>
          <input
            type="radio"
            name={name}
            disabled={choice.off}
            checked={picked?.key === choice.key}
            onChange={() => onPick(choice)}
          />
          <Icon name={choice.icon} size={1} />
          <span className={styles.name}>{choice.name}</span>
          <span className={styles.aside}>{choice.aside}</span>
        </label>
      ))}
    </fieldset>
  );
}

function choicesOf(kind: Exclude<Kind, 'number'>, data: CallTargets | undefined, t: Dictionary): Choice[] {
  const words = t.phone.transfer;
  if (!data) return [];
  if (kind === 'agent')
    return data.agents.map((one) => ({
      key: one.username,
      target: { agent: one.username },
      name: one.name,
      aside: one.phone ? (one.talking ? t.phone.phase.talking : t.routing.presence.state[one.state]) : words.noPhone,
      icon: 'person',
      off: !one.phone || one.talking,
    }));
  if (kind === 'queue')
    return data.queues.map((one) => ({
      key: one.code,
      target: { queue: one.code },
      name: one.name,
      aside: one.open ? words.waiting(one.waiting) : words.closed,
      icon: 'inbox',
      off: !one.open,
    }));
  return data.officers.map((one) => ({
    key: one.username,
    target: { officer: one.username },
    name: one.name,
    aside: one.phone ? one.unit.name : `${one.unit.name} · ${words.noNumber}`,
    icon: 'building',
    off: one.phone === null,
  }));
}
