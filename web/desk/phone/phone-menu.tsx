import { Button, Popover, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { Icon } from '../../ui/icons.tsx';
import { presenceQuery } from '../routing/routing-queries.ts';
import { useSetPresence } from '../routing/use-set-presence.ts';
import { phone, tellPhone } from './phone-door.ts';
import styles from './phone-menu.module.css';
import { SoundForm } from './sound-form.tsx';
import { type Phase, phaseOf } from './state.ts';
import { TroubleText } from './trouble-line.tsx';
import { useDial } from './use-dial.ts';

const TONE: Partial<Record<Phase, string>> = {
  ready: 'ready',
  trouble: 'bad',
  connecting: 'waiting',
  off: 'off',
  elsewhere: 'off',
};

/** In the header: whether calls reach me, and the sound. */
export default function PhoneMenu(): JSX.Element {
  const t = useT();
  const state = useStore(phone);
  const [open, setOpen] = useState(false);
  const phase = phaseOf(state);
  const word = phase === 'elsewhere' && state.trouble === 'taken_elsewhere' ? t.phone.awayPhase : t.phone.phase[phase];
  const label = t.phone.label(word);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width="min(22rem, calc(100vw - 1rem))"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={label} disabled={open}>
          <UnstyledButton
            className={styles.button}
            data-tone={TONE[phase] ?? 'busy'}
            onClick={() => setOpen(!open)}
            aria-label={label}
          >
            <Icon name="headset" />
            {phase === 'trouble' ? <Icon name="alert" size={0.75} /> : null}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.phone.menu}>
        <div className={styles.menu}>
          <p className={styles.state} data-tone={TONE[phase] ?? 'busy'}>
            <Icon name={phase === 'trouble' ? 'alert' : phase === 'ready' ? 'check' : 'phone'} size={1} />
            <strong>{word}</strong>
          </p>
          {state.trouble ? (
            <p className={styles.trouble}>
              <TroubleText trouble={state.trouble} />
            </p>
          ) : null}
          {state.tab === 'other' && state.trouble !== 'taken_elsewhere' ? (
            <p className={styles.trouble}>
              <span>{t.phone.elsewhere}</span>
              <Button size="compact-sm" variant="default" onClick={() => tellPhone({ is: 'take_here' })}>
                {t.phone.fix.here}
              </Button>
            </p>
          ) : null}
          {phase === 'ready' ? <NotOffered onDone={() => setOpen(false)} /> : null}
          {phase === 'ready' || phase === 'elsewhere' ? <Dial onDone={() => setOpen(false)} /> : null}
          <SoundForm />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A telephone that works rings for nobody who has not said that he takes calls. */
function NotOffered({ onDone }: { onDone(): void }): JSX.Element | null {
  const t = useT();
  const presence = useQuery(presenceQuery).data;
  const set = useSetPresence();
  if (!presence || presence.state === 'available') return null;
  return (
    <p className={styles.trouble}>
      <span>{t.phone.notOffered(t.routing.presence.state[presence.state])}</span>
      <Button
        size="compact-sm"
        variant="default"
        loading={set.isPending}
        onClick={() => set.mutate({ state: 'available', reason: null }, { onSuccess: onDone })}
      >
        {t.phone.beAvailable}
      </Button>
    </p>
  );
}

function Dial({ onDone }: { onDone(): void }): JSX.Element {
  const t = useT();
  const [number, setNumber] = useState('');
  const dial = useDial(onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim()) dial.mutate({ to: number.trim() });
  };
  return (
    <form onSubmit={send} className={styles.pair}>
      <TextInput
        label={t.phone.dial.label}
        placeholder={t.phone.dial.placeholder}
        inputMode="tel"
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        error={dial.error?.message}
        autoComplete="off"
      />
      <Button
        type="submit"
        loading={dial.isPending}
        disabled={!number.trim()}
        leftSection={<Icon name="phone" size={1} />}
      >
        {t.phone.dial.submit}
      </Button>
    </form>
  );
}
