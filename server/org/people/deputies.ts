import { sql } from 'kysely';
import type { DeputyRow } from '../../../contract/people-admin.ts';
import type { Role } from '../../../contract/session.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { LONGEST_CHAIN, leadersOf, provinceLeaders, validRole } from '../acting.ts';
import { directory } from '../directory.ts';
import { refOf } from '../lookups.ts';

interface Person {
  id: number;
  code: string;
  name: string;
  disabled: boolean;
}

interface Row {
  id: number;
  user: Person;
  deputy: Person;
  from: Date;
  to: Date;
  reason: string;
  createdBy: string | null;
  posts: DeputyRow['posts'];
}

/** Every delegation, those that run first, with what it does: which posts pass on, to whom in the end, and what is wrong. */
export async function deputyRows(db: Db, now: Date): Promise<DeputyRow[]> {
  const person = (alias: string) =>
    sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'code', ${sql.ref(`${alias}.username`)},
      'name', ${sql.ref(`${alias}.display_name`)}, 'disabled', ${sql.ref(`${alias}.disabled_at`)} is not null)`;
  const { rows } = await sql<Row>`
    select d.id, ${person('a')} as user, ${person('b')} as deputy, d.starts_at as "from", d.ends_at as "to", d.reason,
      c.display_name as "createdBy",
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unit', jsonb_build_object('code', t.code, 'name', t.name)) order by t.code)
        from user_roles r join units t on t.id = r.unit_id
        where r.user_id = d.user_id and r.role in ('unit_leader', 'province_leader') and ${validRole(now)}), '[]') as posts
    from delegations d join users a on a.id = d.user_id join users b on b.id = d.deputy_id left join users c on c.id = d.created_by
    order by d.ends_at > ${now} desc, d.starts_at <= ${now} desc, d.starts_at desc, d.id desc`.execute(db);
  return rows.map((row) => present(row, rows, now));
}

function present(row: Row, all: readonly Row[], now: Date): DeputyRow {
  const state = row.to <= now ? 'ended' : row.from <= now ? 'active' : 'coming';
  const { people, lost } = state === 'ended' ? { people: [], lost: false } : onward(row, all);
  const warnings: DeputyRow['warnings'] = [];
  if (state !== 'ended') {
    if (row.user.disabled) warnings.push('user_disabled');
    if (row.deputy.disabled) warnings.push('deputy_disabled');
    if (people.length > 0) warnings.push('deputy_away');
    if (lost) warnings.push('ends_nowhere');
    if (row.posts.length === 0) warnings.push('no_post');
  }
  const plain = ({ code, name }: Person) => ({ code, name });
  return {
    id: row.id,
    user: plain(row.user),
    deputy: plain(row.deputy),
    from: isoLocal(row.from),
    to: isoLocal(row.to),
    reason: row.reason,
    state,
    createdBy: row.createdBy,
    posts: row.posts,
    chain: people.map(plain),
    warnings,
  };
}

/** The deputies behind the deputy, as far as their absences overlap with this one; lost = the last cannot sign in. Pure. */
function onward(row: Row, all: readonly Row[]): { people: Person[]; lost: boolean } {
  const people: Person[] = [];
  let last = row.deputy;
  let period = { from: row.from, to: row.to };
  while (people.length < LONGEST_CHAIN) {
    const next = all.find((d) => d.user.id === last.id && d.from < period.to && d.to > period.from);
    if (!next || next.deputy.id === row.user.id) break;
    period = {
      from: next.from > period.from ? next.from : period.from,
      to: next.to < period.to ? next.to : period.to,
    };
    last = next.deputy;
    people.push(last);
  }
  return { people, lost: people.length > 0 && last.disabled };
}

export interface Gap {
  role: Role;
  unit: { code: string; name: string };
  /** Who holds the post and is away; empty = nobody holds it. */
  holders: { code: string; name: string }[];
}

/** Posts of units at work (somebody holds a role there) for which nobody can sign at `now`. */
export async function signingGaps(db: Db, now: Date): Promise<Gap[]> {
  const known = await directory(db);
  const { rows } = await sql<{ unit: number }>`
    select distinct r.unit_id as unit from user_roles r join users u on u.id = r.user_id
    where ${validRole(now)} and u.disabled_at is null and r.role in ('officer', 'unit_leader')`.execute(db);
  const gaps: Gap[] = [];
  for (const { unit: id } of rows) {
    const unit = known.unitById(id);
    const signers = await leadersOf(db, id, now);
    if (!unit || signers.some((s) => !s.absent)) continue;
    gaps.push({ role: 'unit_leader', unit: refOf(unit), holders: signers.map(nameOf) });
  }
  const province = await provinceLeaders(db, now);
  const top = known.units.find((u) => u.parentId === null && u.validTo === null);
  if (top && !province.some((s) => !s.absent))
    gaps.push({ role: 'province_leader', unit: refOf(top), holders: province.map(nameOf) });
  return gaps;
}

const nameOf = (s: { username: string; displayName: string }) => ({ code: s.username, name: s.displayName });
