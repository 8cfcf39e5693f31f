import type { JSX } from 'react';
import type { IncidentBrief } from '../../../contract/incident-brief.ts';
import type { IncidentView } from '../../../contract/incidents.ts';
import { useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { Chip, When } from '../../ui/marks.tsx';
import styles from './incidents.module.css';

/** Going on or over: a word with its mark. */
export function IncidentState({ open }: { open: boolean }): JSX.Element {
  const words = useT().incidents;
  return open ? (
    <Chip tone="amber" icon="megaphone">
      {words.open}
    </Chip>
  ) : (
    <Chip tone="slate" icon="check">
      {words.ended}
    </Chip>
  );
}

/** What it is about and where, in one line. */
export function Scope({ of: one }: { of: Pick<IncidentBrief, 'category' | 'areas'> }): JSX.Element {
  const words = useT().incidents;
  const where = one.areas.length > 0 ? one.areas.map((area) => area.name).join(', ') : words.everywhere;
  return (
    <span>
      {one.category?.name ?? words.anyCategory} · {where}
    </span>
  );
}

/** By when it should be over; said when that has passed. */
export function Expected({ at }: { at: string }): JSX.Element {
  const words = useT().incidents;
  const passed = new Date(at).getTime() < useNow();
  return (
    <span className={passed ? styles.passed : undefined}>
      {words.expected}: <When at={at} />
      {passed ? ` (${words.expectedPassed})` : ''}
    </span>
  );
}

/** How many cases and calls. */
export function Counts({ of: one }: { of: Pick<IncidentView, 'joined' | 'joinedToday' | 'calls'> }): JSX.Element {
  const words = useT().incidents;
  return (
    <span className="num">
      {words.joined(one.joined, one.joinedToday)} · {words.calls(one.calls)}
    </span>
  );
}
