import type { JSX } from 'react';
import type { CaseView, DirectiveState } from '../../../contract/cases.ts';
import { type Dictionary, useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import type { Tone } from '../../ui/due-state.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import styles from './order-track.module.css';

type Order = CaseView['directives'][number];

const MARK: Record<DirectiveState, readonly [Tone, IconName]> = {
  open: ['ink', 'clock'],
  overdue: ['red', 'alert'],
  reported: ['amber', 'document'],
  accepted: ['green', 'check'],
  done: ['green', 'check'],
  replaced: ['slate', 'return'],
  ended: ['slate', 'close'],
};

/** How an order stands, with the date that matters now. */
export function OrderState({ order }: { order: Order }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const [tone, icon] = MARK[order.state];
  const at = order.acceptedAt ?? order.closedAt;
  const when = at ? momentText(at, now, language) : t.due.at(momentText(order.dueAt, now, language));
  return (
    <Chip tone={tone} icon={icon}>
      {`${t.days.order.state[order.state]} · ${when}`}
    </Chip>
  );
}

/** The four stops of an order: issued, noted by the unit, reported, ended; who did it and when. */
export function OrderTrack({ order }: { order: Order }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  return (
    <>
      <ol className={styles.track} aria-label={t.days.order.track}>
        {stopsOf(order, t).map(({ name, at, who }) => (
          <li key={name} data-done={at !== null || undefined}>
            <span className={styles.mark}>{at === null ? null : <Icon name="check" size={0.75} />}</span>
            <span>
              <span className={styles.name}>{name}</span>
              <span className={styles.when}>
                {at === null ? t.days.order.notYet : [momentText(at, now, language), who].filter(Boolean).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {order.sentBackReason ? (
        <p className={styles.back}>
          <Icon name="return" size={0.875} /> {t.days.order.sentBack}
          {order.sentBackAt ? ` (${momentText(order.sentBackAt, now, language)})` : ''}: {order.sentBackReason}
        </p>
      ) : null}
    </>
  );
}

interface Stop {
  name: string;
  at: string | null;
  who: string | null;
}

/** Pure. The end is the giver's word, the citizen's answer, a newer order, or the end of the case. */
function stopsOf(order: Order, t: Dictionary): Stop[] {
  const words = t.days.order;
  const ended = order.acceptedAt ?? (order.state === 'reported' ? null : order.closedAt);
  const stops: Stop[] = [
    { name: words.stop.issued, at: order.createdAt, who: order.by?.name ?? null },
    { name: words.stop.noted, at: order.acknowledgedAt, who: order.acknowledgedBy?.name ?? null },
    { name: words.stop.reported, at: order.reportedAt, who: order.reportedBy?.name ?? null },
  ];
  const end = ended === null ? words.stop.ended : capital(words.state[order.state]);
  return [...stops, { name: end, at: ended, who: order.acceptedBy?.name ?? null }];
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
