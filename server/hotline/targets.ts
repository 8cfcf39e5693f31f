/** To whom a call can be handed on: colleagues with their telephones, queues for calls, officers with a number. */
import { sql } from 'kysely';
import type { CallTargets } from '../../contract/call-targets.ts';
import { nationalPhone } from '../citizens/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Db } from '../platform/db/index.ts';
import { fold } from '../platform/text.ts';
import { waits } from '../routing/index.ts';

/** More than a person reads in a call; the rest is found by typing. */
const SHOWN = 30;

interface AgentRow {
  username: string;
  name: string;
  state: CallTargets['agents'][number]['state'];
  phone: boolean;
  talking: boolean;
}
interface OfficerRow {
  username: string;
  name: string;
  unit_code: string;
  unit_name: string;
  phone: string | null;
}

/** The first of each kind whose name or unit holds `q`, accents aside; who can be rung now stands first. */
export async function callTargets(db: Db, actor: Actor, q: string | undefined, now: Date): Promise<CallTargets> {
  const words = fold(q ?? '');
  const valid = sql`r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})`;
  const named = (column: string) => sql`strpos(lower(unaccent(normalize(${sql.ref(column)}, NFC))), ${words}) > 0`;
  const agents = await sql<AgentRow>`select u.username, u.display_name as name, coalesce(p.state, 'offline') as state,
      (a.registered_at is not null and a.lost_at is null and a.expires_at > ${now}) is true as phone,
      exists (select from call_legs l where l.user_id = u.id and l.state <> 'ended') as talking
    from users u left join presence p on p.user_id = u.id
      left join phone_accounts a on a.user_id = u.id and a.removed_at is null
    where u.disabled_at is null and u.id <> ${actor.userId ?? 0} and ${named('u.display_name')}
      and exists (select from user_roles r where r.user_id = u.id and r.role in ('agent', 'supervisor') and ${valid})
    order by 4 desc, 5, array_position(array['available', 'busy', 'reassigning', 'away', 'offline'], coalesce(p.state, 'offline')), 2
    limit ${SHOWN}`.execute(db);
  const officers =
    await sql<OfficerRow>`select u.username, u.display_name as name, t.code as unit_code, t.name as unit_name, u.phone
    from users u join lateral (select n.code, n.name from user_roles r join units n on n.id = r.unit_id
      where r.user_id = u.id and r.role in ('officer', 'unit_leader') and ${valid} order by r.id limit 1) t on true
    where u.disabled_at is null and u.id <> ${actor.userId ?? 0} and (${named('u.display_name')} or ${named('t.name')})
    order by (u.phone is null), t.name, 2 limit ${SHOWN}`.execute(db);
  return {
    agents: agents.rows,
    queues: await callQueues(db, words, now),
    officers: officers.rows.map((row) => ({
      username: row.username,
      name: row.name,
      unit: { code: row.unit_code, name: row.unit_name },
      phone: row.phone === null ? null : nationalPhone(row.phone),
    })),
  };
}

async function callQueues(db: Db, words: string, now: Date): Promise<CallTargets['queues']> {
  const all = await waits(db, now, 'call');
  return all
    .filter(({ row }) => row.enabled && fold(row.name).includes(words))
    .filter(({ row }) => row.kinds.length === 0 || row.kinds.includes('call'))
    .map(({ row, open, counts, available }) => ({
      code: row.code,
      name: row.name,
      waiting: counts.waiting,
      open,
      agents: available,
    }));
}
