import { Button, Popover, Tooltip } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX, MouseEventHandler, Ref } from 'react';
import { useState } from 'react';
import {
  type CurrentCall,
  cancelTransfer,
  completeTransfer,
  conferenceCall,
  hangUpCall,
  holdCall,
  parkCall,
  pauseRecording,
  resumeCall,
  resumeRecording,
} from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { call as ask } from '../../lib/api.ts';
import { NetworkLost } from '../../lib/problem.ts';
import { useStore } from '../../lib/store.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAltKeys } from './alt-keys.ts';
import styles from './call-bar.module.css';
import type { RunOrder } from './call-bar.tsx';
import { Keypad } from './keypad.tsx';
import { phone, tellPhone } from './phone-door.ts';
import type { Phase } from './state.ts';
import { TransferForm } from './transfer-form.tsx';

/** The buttons of a running call; what may be done now is the server's word (`can`). */
export function CallTools(props: {
  call: CurrentCall;
  phase: Phase;
  busy: boolean;
  run: RunOrder;
  notes: [boolean, (on: boolean) => void];
}): JSX.Element {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const { leg } = useStore(phone);
  const { call, phase, busy, run, notes } = props;
  const [open, setOpen] = useState<'keypad' | 'transfer' | null>(null);
  const words = t.phone.bar;
  const may = (what: CurrentCall['can'][number]) => call.can.includes(what);
  const params = { id: call.id };
  const hold = may('resume')
    ? () => run(() => ask(resumeCall, { params }))
    : may('hold')
      ? () => run(() => ask(holdCall, { params }))
      : null;
  const muted = leg?.muted ?? false;
  const mute = leg?.at === 'talking' ? () => tellPhone({ is: 'mute', on: !muted }) : null;
  const hangUp =
    may('hangup') || leg
      ? () =>
          run(() =>
            ask(hangUpCall, { params }).catch((error: unknown) => {
              // Our server is away, but the telephone may still reach the exchange.
              if (error instanceof NetworkLost) tellPhone({ is: 'hang_up' });
              throw error;
            }),
          )
      : null;
  useAltKeys({ KeyG: hold, KeyM: mute, KeyK: hangUp });
  const paper = call.caseCode ? (
    <Tool
      icon="document"
      label={words.openCase}
      onClick={() => void navigate({ to: '/cases/$code', params: { code: call.caseCode ?? '' } })}
    />
  ) : (
    <Tool
      icon="plus"
      label={words.newCase}
      onClick={() => void navigate({ to: '/calls/$id/contact', params: { id: call.id } })}
    />
  );
  if (phase === 'wrap_up') return <div className={styles.tools}>{paper}</div>;
  const consult = phase === 'consulting';
  return (
    <div className={styles.tools}>
      {consult ? (
        <>
          {may('complete') ? (
            <Tool
              icon="forward"
              label={words.complete}
              strong
              onClick={() => run(() => ask(completeTransfer, { params }))}
            />
          ) : null}
          {may('conference') ? (
            <Tool icon="people" label={words.conference} onClick={() => run(() => ask(conferenceCall, { params }))} />
          ) : null}
          {may('cancel') ? (
            <Tool icon="return" label={words.cancel} onClick={() => run(() => ask(cancelTransfer, { params }))} />
          ) : null}
        </>
      ) : null}
      {hold ? (
        <Tool
          icon={may('resume') ? 'play' : 'pause'}
          label={may('resume') ? words.resume : words.hold}
          keys="Alt+G"
          pressed={call.held}
          disabled={busy}
          onClick={hold}
        />
      ) : null}
      {mute ? (
        <Tool
          icon={muted ? 'micOff' : 'mic'}
          label={muted ? words.unmute : words.mute}
          keys="Alt+M"
          pressed={muted}
          onClick={mute}
        />
      ) : null}
      {leg?.at === 'talking' ? (
        <Popover opened={open === 'keypad'} onChange={() => setOpen(null)} position="bottom" trapFocus returnFocus>
          <Popover.Target>
            <Tool icon="keypad" label={words.keypad} onClick={() => setOpen(open ? null : 'keypad')} />
          </Popover.Target>
          <Popover.Dropdown aria-label={t.phone.keypad.title}>
            <Keypad onDigit={(digits) => tellPhone({ is: 'digits', digits })} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
      {may('transfer') && !consult ? (
        <Popover
          opened={open === 'transfer'}
          onChange={() => setOpen(null)}
          position="bottom-end"
          width="min(26rem, calc(100vw - 1rem))"
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <Tool icon="transfer" label={words.transfer} onClick={() => setOpen(open ? null : 'transfer')} />
          </Popover.Target>
          <Popover.Dropdown aria-label={t.phone.transfer.title}>
            <TransferForm callId={call.id} run={run} onDone={() => setOpen(null)} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
      {may('park') ? (
        <Tool
          icon="park"
          label={words.park}
          onClick={() =>
            run(async () => {
              const done = await ask(parkCall, { params });
              toast(words.done.parked);
              return done;
            })
          }
        />
      ) : null}
      {may('record_pause') ? (
        <Tool
          icon="recordPause"
          label={words.pause}
          hint={words.pauseHint}
          onClick={() => run(() => ask(pauseRecording, { params }))}
        />
      ) : null}
      {may('record_resume') ? (
        <Tool icon="record" label={words.record} pressed onClick={() => run(() => ask(resumeRecording, { params }))} />
      ) : null}
      <Tool icon="note" label={words.notes} pressed={notes[0]} onClick={() => notes[1](!notes[0])} />
      {paper}
      {hangUp ? (
        <Button
          className={styles.hangUp}
          color="red"
          size="compact-md"
          leftSection={<Icon name="hangUp" size={1.125} />}
          onClick={hangUp}
          aria-keyshortcuts="Alt+K"
        >
          {words.hangUp}
        </Button>
      ) : null}
    </div>
  );
}

/** One button: icon and word where there is room, else the icon with the word for all who do not see it. */
function Tool(props: {
  icon: IconName;
  label: string;
  keys?: string;
  hint?: string;
  pressed?: boolean;
  strong?: boolean;
  disabled?: boolean;
  onClick: MouseEventHandler<HTMLButtonElement> | (() => void);
  ref?: Ref<HTMLButtonElement>;
}): JSX.Element {
  const { icon, label, keys, hint, pressed, strong, disabled, onClick, ref, ...rest } = props;
  return (
    <Tooltip label={hint ?? (keys ? `${label} (${keys.replace('+', ' ')})` : label)}>
      <Button
        {...rest}
        ref={ref}
        className={styles.tool}
        variant={strong ? 'filled' : pressed ? 'light' : 'default'}
        size="compact-md"
        disabled={disabled}
        aria-pressed={pressed}
        aria-keyshortcuts={keys}
        onClick={onClick as MouseEventHandler<HTMLButtonElement>}
      >
        <Icon name={icon} size={1.125} />
        <span className={styles.word}>{label}</span>
      </Button>
    </Tooltip>
  );
}
