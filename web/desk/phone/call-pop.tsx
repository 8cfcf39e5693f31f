import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { CaseRow } from '../../../contract/cases.ts';
import { adviseContact } from '../../../contract/contact.ts';
import type { FittingIncident } from '../../../contract/incident-brief.ts';
import { useT } from '../../i18n/index.ts';
import { call as ask } from '../../lib/api.ts';
import { Chip, Due, StatusChip } from '../../ui/marks.tsx';
import { citizenQuery } from '../conversations/inbox-queries.ts';
import styles from './call-pop.module.css';
import { currentCallsQuery } from './call-queries.ts';

const SHOWN_CASES = 3;
const SHOWN_ALIKE = 2;
const SHOWN_INCIDENTS = 3;

/** On the offer of a call, before it is answered: who calls, what runs for him, what others report about the same. */
export default function CallPop({ callId }: { callId: string }): JSX.Element | null {
  const t = useT();
  const words = t.phone.offer;
  const call = useQuery(currentCallsQuery).data?.calls.find((one) => one.id === callId);
  const citizenId = call?.citizen?.id ?? null;
  const known = useQuery({ ...citizenQuery(citizenId ?? ''), enabled: citizenId !== null }).data;
  const advice = useQuery({
    queryKey: ['calls', 'advice', callId],
    queryFn: () =>
      ask(adviseContact, {
        body: {
          text: call?.topic ?? '',
          ...(citizenId ? { citizenId } : call?.number ? { phone: call.number } : {}),
        },
      }),
    enabled: call !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  if (!call) return null;
  const open = advice?.openCases ?? [];
  const alike = advice?.similar ?? [];
  const incidents = advice?.incidents ?? [];
  const several = advice ? advice.citizens.length : 0;
  const name = call.citizen?.name ?? (several === 1 ? advice?.citizens[0]?.name : null) ?? null;
  return (
    <div className={styles.pop}>
      <strong className={styles.name}>{name ?? call.number ?? t.phone.bar.hidden}</strong>
      <p className={styles.facts}>
        {name && call.number ? <span className="num">{call.number}</span> : null}
        {known ? <span>{known.cases > 0 ? words.known(known.cases) : words.firstTime}</span> : null}
        {!citizenId && several === 0 && advice ? <span>{words.firstTime}</span> : null}
        {!citizenId && several > 1 ? <span>{words.several(several)}</span> : null}
        {call.topic ? <strong>{words.pressed(call.topic)}</strong> : null}
      </p>
      {open.length > 0 ? <CaseList title={words.openCases} rows={open.slice(0, SHOWN_CASES)} /> : null}
      {incidents.length > 0 ? <Incidents items={incidents} /> : null}
      {alike.length > 0 ? (
        <CaseList
          title={words.similar}
          rows={alike.slice(0, SHOWN_ALIKE).map((one) => one.case)}
          aside={(row) => {
            const reports = alike.find((one) => one.case.code === row.code)?.reports ?? 1;
            return reports > 1 ? words.reports(reports) : null;
          }}
        />
      ) : null}
    </div>
  );
}

/** What goes on now, where the caller lives first, with the words to say. */
function Incidents({ items }: { items: readonly FittingIncident[] }): JSX.Element {
  const words = useT().incidents.pop;
  return (
    <div>
      <p className={styles.head}>{words.title}</p>
      <ul className={styles.cases}>
        {items.slice(0, SHOWN_INCIDENTS).map((one) => (
          <li key={one.id}>
            <Link to="/incidents/$id" params={{ id: String(one.id) }} className={styles.title}>
              {one.title}
            </Link>
            <span className={styles.told}>{one.told}</span>
            {one.reasons.includes('same_area') ? (
              <span className={styles.marks}>
                <Chip tone="amber" icon="pin">
                  {words.area}
                </Chip>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {items.length > SHOWN_INCIDENTS ? <Link to="/incidents">{words.all(items.length)}</Link> : null}
    </div>
  );
}

function CaseList(props: {
  title: string;
  rows: readonly CaseRow[];
  aside?(row: CaseRow): string | null;
}): JSX.Element {
  return (
    <div>
      <p className={styles.head}>{props.title}</p>
      <ul className={styles.cases}>
        {props.rows.map((row) => (
          <li key={row.code}>
            <Link to="/cases/$code" params={{ code: row.code }} className={styles.title}>
              {row.title}
            </Link>
            <span className={styles.marks}>
              <StatusChip status={row.status} />
              <Due row={row} />
              {props.aside?.(row) ? <span className="meta">{props.aside(row)}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
