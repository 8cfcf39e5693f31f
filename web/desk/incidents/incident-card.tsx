import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { can, useSession } from '../session.tsx';
import { Expected } from './incident-marks.tsx';
import styles from './incidents.module.css';
import { SoundMark } from './sound-line.tsx';

/** At the top of a case: the incident that it carries or belongs to, and while it goes on what to tell whoever asks. */
export function IncidentCard({ item }: { item: CaseView }): JSX.Element | null {
  const words = useT().incidents.card;
  const session = useSession();
  const reads = can(session, 'incident.read');
  const manages = can(session, 'incident.manage');
  const one = item.incident;
  if (!one) return null;
  const carries = one.case === item.code;
  const label = one.open ? (carries ? words.carries : words.belongs) : carries ? words.carried : words.belonged;
  return (
    <aside className={styles.card} data-open={one.open || undefined} aria-label={label}>
      <Icon name="megaphone" size={1} />
      <div>
        <p>
          <span className={styles.label}>{label}:</span>{' '}
          {reads ? (
            <Link to="/incidents/$id" params={{ id: String(one.id) }}>
              {one.title}
            </Link>
          ) : (
            <strong>{one.title}</strong>
          )}
        </p>
        {one.open ? <p>{one.told}</p> : null}
        {one.open && carries && manages ? <SoundMark id={one.id} spoken="" /> : null}
        {one.open && one.expectedEnd ? (
          <p className="meta">
            <Expected at={one.expectedEnd} />
          </p>
        ) : null}
      </div>
    </aside>
  );
}
