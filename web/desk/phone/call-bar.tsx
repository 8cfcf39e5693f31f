import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { CurrentCall } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './call-bar.module.css';
import { currentCallsQuery, renewCalls } from './call-queries.ts';
import { CallTools } from './call-tools.tsx';
import { lineQuality, phone } from './phone-door.ts';
import type { Phase } from './state.ts';
import { TroubleLine } from './trouble-line.tsx';
import { clockText, usePhone, useTicking } from './use-phone.ts';
import { WrapUp } from './wrap-up.tsx';

/** What an order to the server does, with its answer put on the screen at once. */
export type RunOrder = (work: () => Promise<CurrentCall | null>) => void;

const SHOWN: readonly Phase[] = [
  'establishing',
  'dialling',
  'talking',
  'held',
  'consulting',
  'reconnecting',
  'wrap_up',
];

/** The bar of the call, on every page: who, since when, how it sounds, and all that can be done with it. */
export function CallBar(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const { phase, call, readAt, state } = usePhone();
  const [notes, setNotes] = useState(false);
  const order = useMutation({
    mutationFn: (work: () => Promise<CurrentCall | null>) => work(),
    onSuccess: (fresh) =>
      client.setQueryData(currentCallsQuery.queryKey, (old) =>
        old && fresh
          ? { ...old, readAt: performance.now(), calls: old.calls.map((one) => (one.id === fresh.id ? fresh : one)) }
          : old,
      ),
    onSettled: () => renewCalls(client),
  });
  const shown = SHOWN.includes(phase) && (call !== null || state.leg !== null);
  return (
    <section className={styles.bar} aria-label={t.phone.bar.title} data-phase={phase} hidden={!shown && !state.trouble}>
      <p className="sr-only" aria-live="polite">
        {shown ? t.phone.phase[phase] : ''}
      </p>
      <TroubleLine />
      {shown ? (
        <>
          <div className={styles.row}>
            <Who call={call} phase={phase} readAt={readAt} />
            {call ? (
              <CallTools
                call={call}
                phase={phase}
                run={order.mutate}
                busy={order.isPending}
                notes={[notes, setNotes]}
              />
            ) : null}
          </div>
          {order.error ? (
            <p role="alert" className={styles.trouble}>
              <Icon name="alert" size={1} />
              <span>
                <strong>{t.phone.bar.failed}.</strong> {order.error.message}
              </span>
            </p>
          ) : null}
          {call && (phase === 'wrap_up' || notes) ? (
            <WrapUp key={call.id} call={call} readAt={readAt} over={phase === 'wrap_up'} run={order.mutate} />
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function Who({ call, phase, readAt }: { call: CurrentCall | null; phase: Phase; readAt: number }): JSX.Element {
  const t = useT();
  const words = t.phone.bar;
  const quality = useStore(lineQuality);
  const { leg } = useStore(phone);
  const times = call?.times;
  const seconds = useTicking(times ? times.talk + times.hold : 0, readAt);
  const number = call?.number ?? null;
  const name = call?.citizen?.name ?? number ?? words.hidden;
  return (
    <div className={styles.who}>
      <Icon name={phase === 'held' ? 'pause' : 'phone'} size={1.25} />
      <div className={styles.person}>
        <strong>{name}</strong>
        <span className={styles.facts}>
          {number && name !== number ? <span className="num">{number}</span> : null}
          {call?.queue ? <span>{call.queue.name}</span> : null}
          <span className={styles.state}>
            {call?.mine === 'listening' && phase === 'talking' ? words.listening : t.phone.phase[phase]}
            {call?.consulting && phase === 'consulting' ? `: ${call.consulting.name}` : ''}
          </span>
          {call?.connectedAt && phase !== 'wrap_up' ? (
            <span role="timer" className="num">
              {clockText(seconds)}
            </span>
          ) : null}
          {leg?.muted ? (
            <span className={styles.warn}>
              <Icon name="micOff" size={0.875} /> {words.muted}
            </span>
          ) : null}
          {call && call.recording !== 'none' && phase !== 'wrap_up' ? (
            <span className={call.recording === 'paused' ? styles.warn : styles.recording}>
              <Icon name={call.recording === 'paused' ? 'pause' : 'record'} size={0.875} />
              {call.recording === 'paused' ? words.paused : words.recording}
            </span>
          ) : null}
          {quality && leg?.at === 'talking' ? (
            <span className={quality === 'good' ? undefined : styles.warn}>{words.quality[quality]}</span>
          ) : null}
        </span>
      </div>
    </div>
  );
}
