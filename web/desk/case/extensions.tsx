import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './cards.module.css';

type Extension = CaseView['extensions'][number];
const MARK: Record<Extension['state'], readonly [Tone, IconName]> = {
  requested: ['violet', 'clock'],
  granted: ['green', 'check'],
  refused: ['slate', 'close'],
};

/** Requests for more time and what became of them. */
export function Extensions({ items }: { items: Extension[] }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  if (items.length === 0) return null;
  return (
    <Section title={t.sections.extensions} count={items.length}>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id} className={styles.item}>
            <div className={styles.line}>
              <strong>{t.sections.extensionTo(momentText(item.dueAt, now, language))}</strong>
              <Chip tone={MARK[item.state][0]} icon={MARK[item.state][1]}>
                {t.sections.extensionState[item.state]}
              </Chip>
              <span className="meta">{[item.requestedBy?.name, item.decidedBy?.name].filter(Boolean).join(' → ')}</span>
            </div>
            <span className="meta">
              {[
                item.previousDueAt && t.sections.extensionFrom(momentText(item.previousDueAt, now, language)),
                item.state === 'requested' && item.beyond ? t.sections.extensionBeyond : null,
                item.state === 'requested' && !item.beyond && item.leaderLimit
                  ? t.sections.extensionWithin(momentText(item.leaderLimit, now, language))
                  : null,
                item.decidedFor ? t.common.inPlaceOf(item.decidedFor.name) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <p className={`${styles.quote} prose`}>{item.reason}</p>
            {item.decisionReason ? <p className={`${styles.quote} prose`}>{item.decisionReason}</p> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
