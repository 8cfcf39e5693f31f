import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { acceptOffer, type OfferView, rejectOffer } from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useStore } from '../../lib/store.ts';
import { Icon } from '../../ui/icons.tsx';
import { useAltKeys } from '../phone/alt-keys.ts';
import { answeredHere, phone, tellPhone } from '../phone/phone-door.ts';
import { ringsAlone } from '../phone/rings-alone.ts';
import { isTalking, type Trouble } from '../phone/state.ts';
import { useTroubleText } from '../phone/use-trouble-text.ts';
import { can, useSession } from '../session.tsx';
import { KindMark, linkOf, Waited } from './item-marks.tsx';
import { inOrder } from './offer-order.ts';
import { ring } from './ring.ts';
import styles from './routing.module.css';
import { queueQuery, renewRouting } from './routing-queries.ts';

const CallPop = lazy(() => import('../phone/call-pop.tsx'));
const RingCard = lazy(() => import('../phone/ring-card.tsx'));

/**
 * Offers, over every page: who, what, since when, how long one may think. What rings stands first; Alt+A takes the first,
 * Alt+X lets it pass.
 */
export default function OfferCards(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  const queue = useQuery(queueQuery).data;
  const [trouble, setTrouble] = useState<string | null>(null);
  const offers = inOrder(queue?.offers ?? []);
  const callIds = offers.flatMap((offer) => offer.item.callId ?? []);
  const alone = ringsAlone(useStore(phone).leg, callIds);
  const answer = useMutation({
    mutationFn: async ({ offer, yes }: { offer: OfferView; yes: boolean }) =>
      yes
        ? call(acceptOffer, { params: { id: offer.id } })
        : call(rejectOffer, { params: { id: offer.id } }).then(() => null),
    onMutate: () => setTrouble(null),
    onSuccess: (item) => {
      const link = item ? linkOf(item) : null;
      if (item) void navigate(link ?? { to: '/work' });
    },
    onError: (error) => setTrouble(error.message),
    onSettled: () => renewRouting(client),
  });
  useRing(offers);
  // A call is taken by its telephone: the exchange connects it, and the server then counts the offer as taken.
  const respond = (given: { offer: OfferView; yes: boolean }) => {
    const { callId } = given.offer.item;
    if (!given.yes || given.offer.item.kind !== 'call') return answer.mutate(given);
    answeredHere.set(callId);
    tellPhone({ is: 'answer', offerId: given.offer.id, callId });
  };
  const first = offers[0];
  // While something else rings the keys are its own.
  const press = (yes: boolean) => (first && !alone && !answer.isPending ? () => respond({ offer: first, yes }) : null);
  useAltKeys({ KeyA: press(true), KeyX: press(false) });
  useEffect(() => {
    if (trouble === null) return;
    const timer = setTimeout(() => setTrouble(null), 12_000);
    return () => clearTimeout(timer);
  }, [trouble]);
  return (
    <section className={styles.offers} aria-label={t.routing.offer.title} data-empty={offers.length === 0 && !trouble}>
      <p className="sr-only" aria-live="assertive">
        {first
          ? t.routing.offer.said(
              t.routing.kind[first.item.kind],
              first.item.who ?? first.item.title,
              Math.ceil(first.seconds),
            )
          : ''}
      </p>
      {trouble ? (
        <p className={styles.trouble} role="alert">
          <Icon name="alert" size={1} />
          <span>
            <strong>{t.routing.offer.gone}.</strong> {trouble}
          </span>
        </p>
      ) : null}
      {can(session, 'call.work') ? (
        <Suspense>
          <RingCard offered={callIds} />
        </Suspense>
      ) : null}
      {offers.map((offer, index) => (
        <OfferCard
          key={offer.id}
          offer={offer}
          readAt={queue?.readAt ?? 0}
          withKeys={index === 0 && !alone}
          small={index > 0 && offer.item.kind !== 'call'}
          busy={answer.isPending && answer.variables.offer.id === offer.id}
          onAnswer={(yes) => respond({ offer, yes })}
        />
      ))}
    </section>
  );
}

/** Rings once for each new offer. */
function useRing(offers: readonly OfferView[]): void {
  const heard = useRef(new Set<string>());
  useEffect(() => {
    const fresh = offers.filter((offer) => !heard.current.has(offer.id));
    for (const offer of fresh) heard.current.add(offer.id);
    // A call rings by its telephone, on the device chosen for it; and nothing rings into a talk.
    if (fresh.some((offer) => offer.item.kind !== 'call') && !isTalking(phone.get())) ring();
  }, [offers]);
}

function OfferCard(props: {
  offer: OfferView;
  readAt: number;
  withKeys: boolean;
  /** One of several: its title and the two buttons, so that the stack does not cover the work. */
  small: boolean;
  busy: boolean;
  onAnswer(yes: boolean): void;
}): JSX.Element {
  const t = useT();
  const { offer, readAt, withKeys, small, busy, onAnswer } = props;
  const { item } = offer;
  const words = t.routing.offer;
  const left = useLeft(offer.secondsLeft, readAt);
  const { leg, answering } = useStore(phone);
  const connecting = answering === offer.id || leg?.at === 'establishing';
  return (
    <article
      className={styles.offer}
      data-small={small || undefined}
      aria-label={`${words.title}: ${item.who ?? item.title}`}
    >
      <div className={styles.offerHead}>
        <KindMark item={item} />
        <span className={styles.left} role="timer">
          {words.left(left)}
        </span>
      </div>
      {small ? (
        <div>
          <strong>{item.who ?? item.title}</strong>
          {item.who ? <p className={`meta ${styles.about}`}>{item.title}</p> : null}
        </div>
      ) : (
        <>
          <progress className={styles.bar} max={offer.seconds} value={left} aria-label={words.left(left)} />
          {item.who && !item.callId ? <strong className={styles.who}>{item.who}</strong> : null}
          {item.kind === 'call' ? null : <p className={styles.about}>{item.title}</p>}
          <p className="meta">
            {item.queue.name} · {t.routing.offer.waiting('')}
            <Waited since={item.waitingSince} />
          </p>
          <Suspense>{item.callId ? <CallPop callId={item.callId} /> : null}</Suspense>
          {item.kind === 'call' ? <CannotAnswer /> : null}
        </>
      )}
      <div className={styles.answers}>
        <Button
          loading={busy || (item.kind === 'call' && connecting)}
          // Over: the line is away, or the server is about to say so.
          disabled={left === 0}
          leftSection={<Icon name="check" size={1} />}
          onClick={() => onAnswer(true)}
          {...(withKeys ? { 'aria-keyshortcuts': 'Alt+A' } : {})}
        >
          {item.kind === 'call' ? t.phone.offer.answer : words.accept}
          {withKeys ? <kbd aria-hidden>Alt A</kbd> : null}
        </Button>
        <Button
          variant="default"
          disabled={busy || left === 0}
          onClick={() => onAnswer(false)}
          {...(withKeys ? { 'aria-keyshortcuts': 'Alt+X' } : {})}
        >
          {words.reject}
          {withKeys ? <kbd aria-hidden>Alt X</kbd> : null}
        </Button>
      </div>
    </article>
  );
}

/** Why the telephone of this window cannot take a call now, with what helps. */
function CannotAnswer(): JSX.Element | null {
  const { trouble, line } = useStore(phone);
  if (!trouble || (line === 'ready' && trouble !== 'no_invite')) return null;
  return <Cannot trouble={trouble} />;
}

function Cannot({ trouble }: { trouble: Trouble }): JSX.Element {
  const t = useT();
  const { tab } = useStore(phone);
  const text = useTroubleText(trouble);
  return (
    <p className={styles.trouble}>
      <Icon name="alert" size={1} />
      <span>
        <strong>{t.phone.offer.cannot}.</strong> {text}
      </span>
      {tab === 'other' ? (
        <Button size="compact-sm" variant="default" onClick={() => tellPhone({ is: 'take_here' })}>
          {t.phone.fix.here}
        </Button>
      ) : null}
    </p>
  );
}

/** Whole seconds left, by the steady clock. */
function useLeft(atRead: number, readAt: number): number {
  const compute = () => Math.max(0, Math.ceil(atRead - (performance.now() - readAt) / 1000));
  const [left, setLeft] = useState(compute);
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil(atRead - (performance.now() - readAt) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [atRead, readAt]);
  return left;
}
