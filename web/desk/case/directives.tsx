import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import type { Tone } from '../../ui/due-state.ts';
import { Chip, LevelMark, When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './cards.module.css';

const MARK: Partial<Record<CaseView['directives'][number]['state'], Tone>> = { done: 'green', reported: 'green' };

/** Orders of leaders with their due dates and what became of them. */
export function Directives({ items }: { items: CaseView['directives'] }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  if (items.length === 0) return null;
  return (
    <Section title={t.sections.directives} count={items.length}>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id} className={styles.item}>
            <div className={styles.line}>
              <LevelMark level={item.level} />
              <strong>
                {item.by?.name ?? t.levelName[item.level]}
                {item.inPlaceOf ? ` (${t.common.inPlaceOf(item.inPlaceOf.name)})` : ''}
              </strong>
              <span className="meta">
                {t.sections.directiveTo(item.unit.name)} · <When at={item.createdAt} />
              </span>
            </div>
            <p className={`${styles.quote} prose`}>{item.text}</p>
            {item.report ? (
              <p className={`${styles.quote} prose`}>
                <span className="meta">
                  {t.sections.directiveReport}
                  {item.reportedBy ? ` (${item.reportedBy.name})` : ''}:{' '}
                </span>
                {item.report}
              </p>
            ) : null}
            <div className={styles.line}>
              {item.closedAt ? (
                <Chip tone={MARK[item.state] ?? 'slate'} icon="check">
                  {(item.state === 'reported' || item.state === 'replaced' || item.state === 'ended'
                    ? t.sections.directiveEnd[item.state]
                    : t.sections.directiveClosed)(momentText(item.closedAt, now, language))}
                </Chip>
              ) : (
                <Chip
                  tone={Date.parse(item.dueAt) < now ? 'red' : 'ink'}
                  icon={Date.parse(item.dueAt) < now ? 'alert' : 'clock'}
                >
                  {t.due.at(momentText(item.dueAt, now, language))}
                </Chip>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
