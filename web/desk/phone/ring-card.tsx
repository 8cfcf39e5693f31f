import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from '../routing/routing.module.css';
import { useAltKeys } from './alt-keys.ts';
import { currentCallsQuery } from './call-queries.ts';
import { answeredHere, phone, tellPhone } from './phone-door.ts';
import { ringsAlone } from './rings-alone.ts';

/**
 * A ring that no queue offers: a colleague asks for advice, hands a citizen on, or a parked call comes back.
 * @param props.offered calls that have an offer card of their own
 */
export default function RingCard({ offered }: { offered: readonly string[] }): JSX.Element | null {
  const t = useT();
  const { leg } = useStore(phone);
  const calls = useQuery(currentCallsQuery).data?.calls ?? [];
  const rings = ringsAlone(leg, offered);
  const call = calls.find((one) => one.id === leg?.callId);
  const words = t.phone.offer;
  const answer = () => {
    if (call && call.mine !== 'consult') answeredHere.set(call.id);
    tellPhone({ is: 'answer', offerId: null, callId: leg?.callId ?? null });
  };
  const decline = () => tellPhone({ is: 'decline' });
  useAltKeys({ KeyA: rings ? answer : null, KeyX: rings ? decline : null });
  if (!rings) return null;
  const who = call?.citizen?.name ?? call?.number ?? t.phone.bar.hidden;
  const asker = call?.mine === 'consult' ? (call.agent?.name ?? null) : null;
  return (
    <article className={styles.offer} aria-label={`${words.incoming}: ${who}`}>
      <div className={styles.offerHead}>
        <span className={styles.kind}>
          <Icon name="phone" size={1} />
          {words.incoming}
        </span>
      </div>
      <strong className={styles.who}>{who}</strong>
      {asker ? <p className={styles.about}>{words.consult(asker)}</p> : null}
      {call?.queue ? <p className="meta">{call.queue.name}</p> : null}
      <div className={styles.answers}>
        <Button leftSection={<Icon name="phone" size={1} />} onClick={answer} aria-keyshortcuts="Alt+A">
          {words.answer}
          <kbd aria-hidden>Alt A</kbd>
        </Button>
        <Button variant="default" onClick={decline} aria-keyshortcuts="Alt+X">
          {t.routing.offer.reject}
          <kbd aria-hidden>Alt X</kbd>
        </Button>
      </div>
    </article>
  );
}
