import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { workingText } from '../../lib/format-time.ts';
import { Section } from '../../ui/section.tsx';
import styles from './cards.module.css';

/** Who had the case for how long, in working time: the figure that a unit will ask about. */
export function Held({ items }: { items: CaseView['held'] }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  if (items.length === 0) return null;
  return (
    <Section title={t.page.held}>
      <dl className={styles.facts}>
        {items.map((item) => (
          <div key={`${item.holder} ${item.unit?.code ?? ''}`} style={{ display: 'contents' }}>
            <dt>{item.unit?.name ?? t.page.holder[item.holder]}</dt>
            <dd>
              {workingText(item.workingMinutes, language)}
              {item.now ? ` (${t.page.heldNow})` : ''}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
