import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { SignedForSomebody } from '../../../contract/days.ts';
import { useT } from '../../i18n/index.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './unit.module.css';

/** What a deputy decided in the place of somebody absent; nothing is shown where nobody stood in. */
export function InPlace({ items, total }: { items: SignedForSomebody[]; total: number }): JSX.Element | null {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <Section title={t.days.unit.inPlace} count={total}>
      <ul>
        {items.map((item) => (
          <li key={`${item.case.code} ${item.what} ${item.at}`} className={styles.order}>
            <span>
              <Link to="/cases/$code" params={{ code: item.case.code }}>
                {cutTitle(item.case.title, 90)}
              </Link>
              <span className="meta">
                {t.days.unit.inPlaceLine(item.by.name, item.inPlaceOf.name)}: {t.days.unit.did[item.what]}
              </span>
            </span>
            <span className="meta">
              <When at={item.at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
