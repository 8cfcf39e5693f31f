/** Who may be drawn for a campaign. */
import { sql } from 'kysely';
import type { Campaign } from '../../contract/campaigns.ts';
import { localDay, startOfLocalDay } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';

export interface Candidate {
  /** E.164 */
  phone: string;
  name: string | null;
  citizenId: number | null;
  caseId: number | null;
}

const DAY_MS = 86_400_000;

/**
 * People of the whole local days before today, each number once (with his newest case). Left out: sealed cases, reports
 * about conduct and what is out of scope (denunciations), anonymous ones, who asked not to be called, and who was
 * called by any campaign within `quietDays` or waits in this one.
 */
export async function candidatesOf(
  db: Db,
  now: Date,
  campaign: { id: number; source: Exclude<Campaign['source'], 'list'>; sourceDays: number; quietDays: number },
): Promise<Candidate[]> {
  const to = startOfLocalDay(localDay(now));
  const from = new Date(to.getTime() - campaign.sourceDays * DAY_MS);
  const people = campaign.source === 'callers' ? callers(from, to) : peopleOfCases(campaign.source, from, to);
  const { rows } = await sql<{ phone: string; name: string | null; citizen_id: number | null; case_id: number | null }>`
    select distinct on (p.phone) p.phone, p.name, p.citizen_id, p.case_id from (${people}) p
    where p.phone like '+%' and not exists (select from do_not_call d where d.phone = p.phone and d.ended_at is null)
      and not exists (select from campaign_contacts c where c.phone = p.phone and (
        (c.campaign_id = ${campaign.id} and c.state in ('waiting', 'held'))
        or (c.attempts > 0 and coalesce(c.done_at, c.next_at) > ${new Date(now.getTime() - campaign.quietDays * DAY_MS)})))
    order by p.phone, p.case_id desc nulls last`.execute(db);
  return rows.map((row) => ({ phone: row.phone, name: row.name, citizenId: row.citizen_id, caseId: row.case_id }));
}

function peopleOfCases(source: 'registered_cases' | 'closed_cases', from: Date, to: Date) {
  const at = sql.ref(source === 'closed_cases' ? 'k.closed_at' : 'k.created_at');
  const closed = source === 'closed_cases' ? sql`and k.status = 'closed'` : sql``;
  return sql`select k.contact_phone as phone, k.contact_name as name, k.citizen_id, k.id as case_id from cases k
    where ${at} >= ${from} and ${at} < ${to} ${closed} and k.contact_phone is not null and not k.anonymous and not k.sealed
      and k.type not in ('conduct_report', 'out_of_scope')`;
}

/** Who was spoken with; a case made of the call must not be one of those that are left out. */
function callers(from: Date, to: Date) {
  return sql`select a.number as phone, null::text as name, a.citizen_id, a.case_id from calls a left join cases k on k.id = a.case_id
    where a.started_at >= ${from} and a.started_at < ${to} and a.direction = 'inbound' and a.connected_at is not null
      and a.number is not null and (k.id is null or not (k.sealed or k.anonymous or k.type in ('conduct_report', 'out_of_scope')))`;
}
