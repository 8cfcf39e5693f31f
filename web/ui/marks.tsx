import type { JSX, ReactNode } from 'react';
import type { CaseRow, Status, Urgency } from '../../contract/cases.ts';
import { useLanguage, useT } from '../i18n/core.ts';
import { useNow } from '../lib/clock.ts';
import { exactMoment, momentText, shortMoment } from '../lib/format-time.ts';
import { dueState, type Tone } from './due-state.ts';
import { Icon, type IconName } from './icons.tsx';
import styles from './marks.module.css';

/** The class that sets the two colours of a tone. */
export function toneClass(tone: Tone): string {
  return styles[tone] ?? '';
}

/** A word with an icon on its soft ground: colour never speaks alone. */
export function Chip({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }): JSX.Element {
  return (
    <span className={`${styles.chip} ${toneClass(tone)}`}>
      <Icon name={icon} size={0.875} />
      {children}
    </span>
  );
}

const STATUS: Record<Status, readonly [Tone, IconName]> = {
  received: ['blue', 'inbox'],
  forwarded: ['violet', 'forward'],
  processing: ['blue', 'edit'],
  awaiting_citizen: ['slate', 'pause'],
  awaiting_approval: ['violet', 'sign'],
  escalated: ['amber', 'arrowUp'],
  approved: ['green', 'document'],
  closed: ['green', 'check'],
  declined: ['slate', 'close'],
  merged: ['slate', 'merge'],
};

export function StatusChip({ status }: { status: Status }): JSX.Element {
  const [tone, icon] = STATUS[status];
  return (
    <Chip tone={tone} icon={icon}>
      {useT().status[status]}
    </Chip>
  );
}

/** Shown only when it differs from the ordinary: an urgent case must not drown among equal marks. */
export function UrgencyChip({ urgency }: { urgency: Urgency }): JSX.Element | null {
  const t = useT();
  if (urgency === 'normal') return null;
  const [tone, icon] = urgency === 'low' ? (['ink', 'chevronDown'] as const) : (['red', 'alert'] as const);
  return (
    <Chip tone={tone} icon={icon}>
      {t.urgency[urgency]}
    </Chip>
  );
}

/** The small numbered mark of the level, darker the higher; always at the right end. */
export function LevelMark({ level }: { level: number }): JSX.Element {
  const t = useT();
  const words = `${t.level(level)}: ${t.levelName[level] ?? ''}`;
  return (
    <span className={styles.level} data-level={level} role="img" aria-label={words} title={words}>
      {level}
    </span>
  );
}

/** The due phrase; `long` adds the moment itself, otherwise it is shown on hover and focus. */
export function Due({ row, long = false }: { row: CaseRow; long?: boolean }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const state = dueState(row, useNow(), language, t);
  const text = long ? state.text : state.text.replace(/ làm việc$| of working time$/, '');
  return (
    <span className={`${styles.due} ${toneClass(state.tone)}`} title={(!long && state.exact) || undefined}>
      <Icon name={state.icon} size={1} />
      <span>
        {text}
        {long && state.exact ? <small> · {state.exact}</small> : null}
      </span>
    </span>
  );
}

/** A moment as people say it, with the exact time on hover. `short`: only the hour when it is today. */
export function When({ at, short = false }: { at: string; short?: boolean }): JSX.Element {
  const language = useLanguage();
  const now = useNow();
  return (
    <time dateTime={at} title={exactMoment(at, language)}>
      {short ? shortMoment(at, now, language) : momentText(at, now, language)}
    </time>
  );
}
