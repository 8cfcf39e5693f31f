import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { LevelMark, When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import { OrderState, OrderTrack } from '../directives/order-track.tsx';
import styles from './cards.module.css';

/** Orders of leaders, how far each is, and what became of them. */
export function Directives({ items }: { items: CaseView['directives'] }): JSX.Element | null {
  const t = useT();
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
            <OrderTrack order={item} />
            <div className={styles.line}>
              <OrderState order={item} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
