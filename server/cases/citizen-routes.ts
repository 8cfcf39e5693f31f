import type { FastifyInstance } from 'fastify';
import {
  addIdentity,
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
  countCitizens,
  editCitizen,
  familyOf,
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
import { AppError } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { hiddenFrom } from './inbox.ts';
import { hiddenCitizens, presentCitizens } from './present-citizens.ts';
import { visibleTo } from './visible.ts';

/** So much history is shown on the card. */
const HISTORY = 50;

/** Citizens as the centre sees them. They live beside cases because a person is shown with his cases, as far as visible. */
export function citizenRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  const rooted = async (actor: Actor, id: string) => {
    const family = await familyOf(db, Number(id));
    const [shown] = family ? await presentCitizens(db, actor, [family.id]) : [];
    if (!family || !shown)
      throw new AppError('not_found', {
        detail: { vi: 'Không có hồ sơ người dân này.', en: 'There is no such citizen record.' },
      });
    return family;
  };

  route(app, listCitizens, 'citizen.read', async ({ actor, query }) => {
    const before = query.cursor === undefined ? undefined : Number(query.cursor);
    if (before !== undefined && !Number.isSafeInteger(before))
      throw new AppError('bad_request', {
        detail: {
          vi: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.',
          en: 'The page cursor is not valid. Load the list again.',
        },
      });
    const rows = await searchCitizens(db, { q: query.q || undefined, before, limit: query.limit });
    const ids = rows.slice(0, query.limit).map((row) => row.id);
    return {
      items: await presentCitizens(db, actor, ids),
      nextCursor: rows.length > query.limit ? String(ids.at(-1)) : null,
      total: before === undefined ? await countCitizens(db, query.q || undefined, hiddenCitizens(actor)) : null,
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
    if (one.id === other.id)
      throw new AppError('not_now', {
        detail: {
          vi: 'Hai hồ sơ này đang là một. Hãy tách trước.',
          en: 'These two records are one now. Split them first.',
        },
      });
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

async function view(db: Db, actor: Actor, id: number): Promise<CitizenView> {
  const family = await familyOf(db, id);
  const [citizen] = family ? await presentCitizens(db, actor, [family.id]) : [];
  if (!family || !citizen)
    throw new AppError('not_found', {
      detail: { vi: 'Không có hồ sơ người dân này.', en: 'There is no such citizen record.' },
    });
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
