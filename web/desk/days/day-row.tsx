import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { DayItem } from '../../../contract/days.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip, Due, LevelMark, UrgencyChip } from '../../ui/marks.tsx';
import styles from './day.module.css';

const TITLE_LENGTH = 100;
const NOTE_LENGTH = 140;

/** One thing to do: by when, what about, and what others said about it. */
export function DayRow({ item }: { item: DayItem }): JSX.Element {
  const t = useT();
  const place = [item.area?.name, item.place?.text].filter(Boolean).join(', ') || item.category?.name;
  return (
    <Link
      to="/day/$code"
      params={{ code: item.code }}
      className={styles.row}
      activeProps={{ 'aria-current': 'true' }}
      data-case-row={item.code}
      data-overdue={item.bucket === 'overdue' || undefined}
    >
      <span className={styles.when}>{item.askedDueAt ? <AskedDue at={item.askedDueAt} /> : <Due row={item} />}</span>
      <span className={styles.what}>
        <span className={styles.title}>
          {item.sealed ? <Icon name="seal" size={1} label={t.list.sealed} /> : null}{' '}
          {cutTitle(item.title, TITLE_LENGTH)}
        </span>
        <Note item={item} />
        <span className={styles.meta}>
          <span className="code">{item.code}</span>
          {place ? <span>{cutTitle(place, 60)}</span> : null}
          <UrgencyChip urgency={item.urgency} />
        </span>
      </span>
      <LevelMark level={item.level} />
    </Link>
  );
}

/** The date of a question or an order, which is another than the case's own. */
function AskedDue({ at }: { at: string }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const late = Date.parse(at) < now;
  return (
    <span className={styles.asked} data-late={late || undefined}>
      <Icon name={late ? 'alert' : 'clock'} size={1} /> {t.days.day.askedBy(momentText(at, now, language))}
    </span>
  );
}

function Note({ item }: { item: DayItem }): JSX.Element | null {
  const t = useT();
  if (item.granted === null && !item.note) return null;
  return (
    <span className={styles.note}>
      {item.granted === null ? null : (
        <Chip tone={item.granted ? 'green' : 'amber'} icon={item.granted ? 'check' : 'close'}>
          {item.granted ? t.days.day.granted : t.days.day.refused}
        </Chip>
      )}
      {item.note ? <q>{cutTitle(item.note, NOTE_LENGTH)}</q> : null}
    </span>
  );
}
