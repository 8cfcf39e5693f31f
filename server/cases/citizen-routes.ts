import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import {
  addIdentity,
  type Citizen,
  type CitizenMatch,
  type CitizenView,
  differCitizens,
  getCitizen,
  listCitizens,
  listMatches,
  mergeCitizens as mergeEndpoint,
  unmergeCitizens as unmergeEndpoint,
  updateCitizen,
} from '../../contract/citizens.ts';
import {
  citizensById,
  editCitizen,
  familyOf,
  identitiesOf,
  matchesFor,
  matchOf,
  mergeCitizens,
  mergesOf,
  nationalPhone,
  noteIdentity,
  sayDifferent,
  searchCitizens,
  unmergeCitizens,
} from '../citizens/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { hiddenFrom } from './inbox.ts';
import { visibleTo } from './visible.ts';

/** So much history is shown on the card. */
const HISTORY = 50;

/** Citizens as the centre sees them. They live beside cases because a person is shown with his cases, as far as visible. */
export function citizenRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  const rooted = async (actor: Actor, id: string) => {
    const family = await familyOf(db, Number(id));
    const [shown] = family ? await presentCitizens(db, actor, [family.id]) : [];
    if (!family || !shown) throw new AppError('not_found', { detail: 'Không có hồ sơ người dân này.' });
    return family;
  };

  route(app, listCitizens, 'citizen.read', async ({ actor, query }) => {
    const before = query.cursor === undefined ? undefined : Number(query.cursor);
    if (before !== undefined && !Number.isSafeInteger(before))
      throw new AppError('bad_request', { detail: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.' });
    const rows = await searchCitizens(db, { q: query.q || undefined, before, limit: query.limit });
    const ids = rows.slice(0, query.limit).map((row) => row.id);
    return {
      items: await presentCitizens(db, actor, ids),
      nextCursor: rows.length > query.limit ? String(ids.at(-1)) : null,
    };
  });
  route(app, getCitizen, 'citizen.read', async ({ actor, params }) => view(db, actor, Number(params.id)));
  route(app, listMatches, 'citizen.read', async ({ actor, params }) => ({
    items: await matches(db, actor, (await rooted(actor, params.id)).id),
  }));
  route(app, updateCitizen, 'citizen.write', async ({ actor, params, body }) => {
    const { id } = await rooted(actor, params.id);
    await transact(ctx, (tx) => editCitizen(tx, actor, id, body));
    return view(db, actor, id);
  });
  route(app, addIdentity, 'citizen.write', async ({ actor, params, body }) => {
    const { id } = await rooted(actor, params.id);
    await transact(ctx, (tx) => noteIdentity(tx, actor, id, body));
    return view(db, actor, id);
  });
  route(app, mergeEndpoint, 'citizen.write', async ({ actor, params, body }) => {
    const kept = await rooted(actor, params.id);
    const other = await rooted(actor, body.other);
    const match = await matchOf(db, kept.id, other.id);
    await transact(ctx, (tx) => mergeCitizens(tx, actor, { keptId: kept.id, otherId: other.id, match }));
    return view(db, actor, kept.id);
  });
  route(app, unmergeEndpoint, 'citizen.write', async ({ actor, params, body }) => {
    const { id } = await rooted(actor, params.id);
    await transact(ctx, (tx) =>
      unmergeCitizens(tx, actor, { keptId: id, mergeId: Number(body.merge), reason: body.reason ?? null }),
    );
    return view(db, actor, id);
  });
  route(app, differCitizens, 'citizen.write', async ({ actor, params, body }) => {
    const [one, other] = [await rooted(actor, params.id), await rooted(actor, body.other)];
    if (one.id === other.id) throw new AppError('not_now', { detail: 'Hai hồ sơ này đang là một. Hãy tách trước.' });
    await transact(ctx, (tx) => sayDifferent(tx, actor, one.id, other.id));
    return { items: await matches(db, actor, one.id) };
  });
}

async function matches(db: Db, actor: Actor, id: number): Promise<CitizenMatch[]> {
  const found = await matchesFor(db, id);
  const people = new Map(
    (
      await presentCitizens(
        db,
        actor,
        found.map((one) => one.id),
      )
    ).map((one) => [one.id, one]),
  );
  return found.flatMap(({ id: other, match }) => {
    const citizen = people.get(String(other));
    const reasons = match.reasons.map((one) => ({
      reason: one.reason,
      detail: one.detail.startsWith('+') ? nationalPhone(one.detail) : one.detail,
    }));
    return citizen ? [{ citizen, score: match.score, reasons }] : [];
  });
}

/**
 * Records that stand for themselves, with what this reader may count of their history, in the given order. Somebody who
 * is known only by what is kept from the reader (a denunciation, a report about the reader's unit) is left out: his
 * name alone would say who spoke.
 */
export async function presentCitizens(db: Db, actor: Actor, ids: readonly number[]): Promise<Citizen[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await citizensById(db, ids)).map((row) => [row.id, row]));
  const members = await db
    .selectFrom('citizens')
    .select('id')
    .where((e) => e.or([e('id', 'in', [...ids]), e('merged_into', 'in', [...ids])]))
    .execute();
  const identities = await identitiesOf(
    db,
    members.map((one) => one.id),
  );
  const counts = await sql<{
    id: number;
    cases: number;
    open: number;
    talks: number;
    secret: boolean;
    seen: Date | null;
  }>`
    select r.id, coalesce(k.cases, 0)::int as cases, coalesce(k.open, 0)::int as open, coalesce(v.talks, 0)::int as talks,
      greatest(k.seen, v.seen) as seen,
      exists (select 1 from cases c where c.citizen_id in (select p.id from citizens p where p.id = r.id or p.merged_into = r.id)
        and not ${visibleTo(actor)}) as secret
    from unnest(${[...ids]}::bigint[]) r(id)
    left join lateral (select count(*) as cases, count(*) filter (where c.closed_at is null) as open, max(c.created_at) as seen
      from cases c where c.citizen_id in (select p.id from citizens p where p.id = r.id or p.merged_into = r.id)
        and ${visibleTo(actor)}) k on true
    left join lateral (select count(*) as talks, max(c.last_in_at) as seen
      from conversations c where c.citizen_id in (select p.id from citizens p where p.id = r.id or p.merged_into = r.id)
        and not ${hiddenFrom(actor)}) v on true`.execute(db);
  const byId = new Map(counts.rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    const count = byId.get(id);
    if (!row || (count?.secret && count.cases === 0 && count.talks === 0)) return [];
    const seen = new Set<string>();
    return [
      {
        id: String(id),
        kind: row.kind,
        name: row.name,
        identities: identities
          .filter((one) => one.root_id === id)
          .filter((one) => !seen.has(`${one.kind} ${one.value}`) && seen.add(`${one.kind} ${one.value}`))
          .map((one) => ({
            kind: one.kind,
            value: one.kind === 'phone' ? nationalPhone(one.value) : one.value,
            confidence: one.confidence,
            since: isoLocal(one.created_at),
          })),
        openCases: count?.open ?? 0,
        cases: count?.cases ?? 0,
        conversations: count?.talks ?? 0,
        lastSeenAt: count?.seen ? isoLocal(new Date(count.seen)) : null,
      },
    ];
  });
}

/** The record that somebody picked for a case. @throws AppError `invalid` when there is none that he may see */
export async function chosenCitizen(db: Db, actor: Actor, id: string | undefined): Promise<number | undefined> {
  if (id === undefined) return undefined;
  const family = await familyOf(db, Number(id));
  const [shown] = family ? await presentCitizens(db, actor, [family.id]) : [];
  if (!family || !shown) throw invalidField('citizenId', 'Không có hồ sơ người dân này.');
  return family.id;
}

async function view(db: Db, actor: Actor, id: number): Promise<CitizenView> {
  const family = await familyOf(db, id);
  const [citizen] = family ? await presentCitizens(db, actor, [family.id]) : [];
  if (!family || !citizen) throw new AppError('not_found', { detail: 'Không có hồ sơ người dân này.' });
  const cases = await db
    .selectFrom('cases as c')
    .select(['c.code', 'c.title', 'c.status', 'c.created_at', 'c.closed_at'])
    .where('c.citizen_id', 'in', family.members)
    .where(visibleTo(actor))
    .orderBy('c.id', 'desc')
    .limit(HISTORY)
    .execute();
  const talks = await db
    .selectFrom('conversations as c')
    .select(['c.id', 'c.channel', 'c.subject', 'c.state', 'c.last_message_at'])
    .where('c.citizen_id', 'in', family.members)
    .where((e) => e.not(hiddenFrom(actor)))
    .orderBy('c.id', 'desc')
    .limit(HISTORY)
    .execute();
  const merges = await mergesOf(db, family.members);
  return {
    ...citizen,
    askedFor: String(id),
    caseList: cases.map((row) => ({
      code: row.code,
      title: row.title,
      status: row.status,
      createdAt: isoLocal(row.created_at),
      closedAt: row.closed_at && isoLocal(row.closed_at),
    })),
    conversationList: talks.map((row) => ({
      id: String(row.id),
      channel: row.channel,
      subject: row.subject,
      state: row.state,
      lastMessageAt: isoLocal(row.last_message_at),
    })),
    merges: merges.map((row) => ({
      id: String(row.id),
      mergedId: String(row.merged_id),
      mergedName: row.merged_name,
      score: row.score,
      by: row.by_name,
      at: isoLocal(row.merged_at),
      undoneAt: row.undone_at && isoLocal(row.undone_at),
      undoneBy: row.undone_name,
    })),
  };
}
