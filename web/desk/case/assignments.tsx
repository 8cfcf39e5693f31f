import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText, workingText } from '../../lib/format-time.ts';
import { Chip, When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './cards.module.css';

/** Every unit the case is or was with, leading or co-ordinating, and what it said. */
export function Assignments({ items }: { items: CaseView['assignments'] }): JSX.Element | null {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <Section title={t.sections.assignments} count={items.length}>
      <ul className={styles.list}>
        {items.map((item) => (
          <Assignment key={`${item.unit.code} ${item.role} ${item.startedAt}`} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function Assignment({ item }: { item: CaseView['assignments'][number] }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const asked = item.role === 'co' && item.question !== null;
  const silent = asked && item.opinion === null && item.silentAt !== null;
  const afterDue = asked && item.opinion !== null && item.silentAt !== null;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <strong>{item.unit.name}</strong>
        <span className="meta">
          {item.role === 'lead' ? t.sections.lead : t.sections.co} · {t.sections.assignmentState[item.state]}
          {item.assignee ? ` · ${item.assignee.name}` : ''}
        </span>
        {silent ? (
          <Chip tone="red" icon="alert">
            {t.sections.silent}
          </Chip>
        ) : null}
        {afterDue ? (
          <Chip tone="amber" icon="clock">
            {t.sections.afterDue}
          </Chip>
        ) : null}
      </div>
      <span className="meta">
        <When at={item.startedAt} />
        {item.endedAt ? (
          <>
            {' → '}
            <When at={item.endedAt} />
          </>
        ) : null}
        {` · ${t.sections.heldFor(workingText(item.workingMinutes, language))}`}
        {item.dueAt && item.endedAt === null ? ` · ${t.due.at(momentText(item.dueAt, now, language))}` : ''}
      </span>
      {item.question ? (
        <p className={`${styles.quote} prose`}>
          <span className="meta">{t.sections.question}: </span>
          {item.question}
        </p>
      ) : null}
      {item.opinion ? (
        <p className={`${styles.quote} prose`}>
          <span className="meta">{t.sections.opinion}: </span>
          {item.opinion}
        </p>
      ) : null}
    </li>
  );
}
