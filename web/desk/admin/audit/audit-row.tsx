import { Link, type LinkProps } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { AuditEntry } from '../../../../contract/audit.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { When } from '../../../ui/marks.tsx';
import rows from '../../../ui/rows.module.css';
import { can, useSession } from '../../session.tsx';
import styles from './audit.module.css';
import type { AuditSearch } from './audit-search.ts';
import { Changes } from './changes.tsx';
import { useEventName } from './event-name.ts';

/** One recorded fact: what, about what, by whom, when; below it field by field what changed, and the raw record. */
export function AuditRow({ entry, onFilter }: { entry: AuditEntry; onFilter(part: AuditSearch): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords().audit;
  const nameOf = useEventName();
  const { actor } = entry;
  const who =
    actor.kind === 'citizen' ? t.common.citizen : actor.kind === 'system' ? t.common.system : actor.displayName;
  return (
    <li className={rows.row}>
      <div className={styles.entry}>
        <p>
          <strong>{nameOf(entry.type)}</strong> <ObjectLink entry={entry} />
        </p>
        <p className="meta">
          {actor.username ? (
            <button
              type="button"
              className={styles.narrow}
              title={words.onlyBy(who)}
              onClick={() => onFilter({ actor: actor.username ?? '' })}
            >
              {who}
            </button>
          ) : (
            who
          )}
          {entry.inPlaceOf ? ` (${t.common.inPlaceOf(entry.inPlaceOf.displayName)})` : ''}
          {/* A change of a unit itself has named it above. */}
          {entry.unit && entry.unit !== entry.object?.name ? ` · ${entry.unit}` : ''} · <When at={entry.at} />
        </p>
        <Changes changes={entry.changes} />
        {Object.keys(entry.data).length > 0 ? (
          <details>
            <summary className="meta">{words.raw(entry.type)}</summary>
            <pre className={rows.data}>{JSON.stringify(entry.data, null, 1)}</pre>
          </details>
        ) : null}
      </div>
      <span className="meta num">{entry.seq === null ? words.unchained : `#${entry.seq}`}</span>
    </li>
  );
}

/** Pages on which an object of this kind is looked after. */
const PAGES: Record<string, LinkProps['to']> = {
  unit: '/admin/units',
  category: '/admin/categories',
  area: '/admin/areas',
  policy: '/admin/policies',
  delegation: '/admin/deputies',
  queue: '/admin/queues',
  mailbox: '/admin/mailboxes',
  installation: '/admin/installation',
};

function ObjectLink({ entry }: { entry: AuditEntry }): JSX.Element | null {
  const session = useSession();
  const words = useAdminWords().audit;
  const { object } = entry;
  if (!object) return null;
  if (object.kind === 'case')
    return can(session, 'case.read') ? (
      <Link to="/cases/$code" params={{ code: object.code }} className="code">
        {object.code}
      </Link>
    ) : (
      <span className="code">{object.code}</span>
    );
  if (object.kind === 'user' && can(session, 'admin.users'))
    return (
      <Link to="/admin/users/$username" params={{ username: object.code }}>
        {object.name}
      </Link>
    );
  if (object.kind === 'conversation' && can(session, 'conversation.read'))
    return (
      <Link to="/conversations/$id" params={{ id: object.code }}>
        {words.noun.conversation} {object.code}
      </Link>
    );
  if (object.kind === 'calendar' && can(session, 'admin.calendars'))
    return (
      <Link to="/admin/calendars/$code" params={{ code: object.code }}>
        {object.name}
      </Link>
    );
  const page = PAGES[object.kind];
  if (page && can(session, 'admin.units')) return <Link to={page}>{object.name}</Link>;
  return (
    <span className="meta">
      {object.name === object.code ? `${words.noun[object.kind] ?? object.kind} ${object.code}` : object.name}
    </span>
  );
}
