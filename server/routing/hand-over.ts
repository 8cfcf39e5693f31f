/** What somebody holds, and giving it to others when he leaves: cases through the engine, items through routing. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { getHeldWork, type HeldWork, handOver } from '../../contract/people-admin.ts';
import { act } from '../cases/index.ts';
import { aboutUser, listUsers, presentUser, unitByCode, userByUsername } from '../org/index.ts';
import { type Actor, SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { backToQueue, lockItem } from './commands/place.ts';
import { workHandedOver } from './events.ts';
import { giveOutWaiting } from './give-out.ts';

/**
 * Cases that an administrator may count and hand on: open and given to this person. He sees none of them, so what must
 * not even be guessed at (sealed reports) is left to the unit's leader, in whose list it stands as nobody's.
 */
const held = (userId: number) => sql`c.assignee_id = ${userId} and c.lead_unit_id is not null and not c.sealed
  and c.about_unit_id is null and c.decline_reason is null
  and c.status in ('forwarded', 'processing', 'awaiting_citizen', 'awaiting_approval')`;

export function handOverRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, getHeldWork, 'admin.users', ({ params }) => heldWork(ctx, params.username));
  route(app, handOver, 'admin.users', async ({ actor, params, body }) => {
    const user = await person(ctx, params.username);
    const given = await giveCases(ctx, actor, user, body);
    const items = body.items ? await giveBackItems(ctx, actor, user.id) : 0;
    if (given.cases + items > 0)
      await transact(ctx, async (tx) =>
        tx.record({
          type: workHandedOver.type,
          actor,
          data: { cases: given.cases, items, to: body.cases.map((c) => c.to), reason: body.reason },
          ...aboutUser(user.id),
        }),
      );
    return { ...given, items };
  });
}

async function person(ctx: Ctx, username: string) {
  const user = await userByUsername(ctx.db, username);
  if (!user)
    throw new AppError('not_found', {
      detail: { vi: `Không có người dùng ${username}.`, en: `There is no user ${username}.` },
    });
  return user;
}

async function heldWork(ctx: Ctx, username: string): Promise<HeldWork> {
  const { id } = await person(ctx, username);
  const now = ctx.clock.now();
  const [listed] = await listUsers(ctx.db, now, { username }, '', 1);
  if (!listed) throw new AppError('not_found');
  const { rows } = await sql<Omit<HeldWork, 'user'>>`
    select (select count(*)::int from sessions s where s.user_id = ${id} and s.expires_at > ${now}) as sessions,
      (select count(*)::int from api_tokens k where k.user_id = ${id} and k.revoked_at is null
        and (k.expires_at is null or k.expires_at > ${now})) as tokens,
      (select count(*)::int from routing_items i where i.owner_id = ${id} and i.state = 'owned') as items,
      coalesce((select jsonb_agg(jsonb_build_object('unit', jsonb_build_object('code', g.code, 'name', g.name), 'count', g.n) order by g.name)
        from (select t.code, t.name, count(*)::int as n from cases c join units t on t.id = c.lead_unit_id
          where ${held(id)} group by t.code, t.name) g), '[]') as cases,
      coalesce((select jsonb_agg(distinct jsonb_build_object('code', a.username, 'name', a.display_name))
        from delegations d join users a on a.id = d.user_id where d.deputy_id = ${id} and d.ends_at > ${now}), '[]') as "standsInFor"`.execute(
    ctx.db,
  );
  return { user: presentUser(listed), ...(rows[0] as Omit<HeldWork, 'user'>) };
}

interface Wanted {
  cases: readonly { unit: string; to: string }[];
  reason: string;
}

/** One transaction per case, as every act: what cannot be given stays, the rest goes. */
async function giveCases(ctx: Ctx, actor: Actor, from: { id: number; username: string }, wanted: Wanted) {
  const failed = new Map<string, number>();
  let cases = 0;
  for (const [i, { unit, to }] of wanted.cases.entries()) {
    if (to === from.username)
      throw invalidField(`cases.${i}.to`, { vi: 'Hãy chọn người khác.', en: 'Choose somebody else.' }, 'same_person');
    const lead = await unitByCode(ctx.db, unit);
    if (!lead)
      throw invalidField(
        `cases.${i}.unit`,
        { vi: `Không có đơn vị ${unit}.`, en: `There is no unit ${unit}.` },
        'unknown_unit',
      );
    for (const code of await codesOf(ctx.db, from.id, lead.id)) {
      try {
        const form = { user: to, handedOver: { from: from.username, by: actor.username, reason: wanted.reason } };
        await act(ctx, SYSTEM, { code, action: 'assign', version: null, form });
        cases += 1;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // Nobody of that name works there: nothing of this unit can be given, and the field says so.
        if (error.code === 'invalid') throw invalidField(`cases.${i}.to`, error.said, 'not_an_officer');
        failed.set(error.message, (failed.get(error.message) ?? 0) + 1);
      }
    }
  }
  return { cases, failed: [...failed].map(([why, count]) => ({ why, count })) };
}

async function codesOf(db: Db, userId: number, unitId: number): Promise<string[]> {
  const { rows } = await sql<{
    code: string;
  }>`select c.code from cases c where ${held(userId)} and c.lead_unit_id = ${unitId} order by c.id`.execute(db);
  return rows.map((row) => row.code);
}

async function giveBackItems(ctx: Ctx, actor: Actor, userId: number): Promise<number> {
  return transact(ctx, async (tx) => {
    const mine = await tx.db
      .selectFrom('routing_items')
      .select('id')
      .where('owner_id', '=', userId)
      .where('state', '=', 'owned')
      .orderBy('id')
      .execute();
    let given = 0;
    for (const { id } of mine) {
      const item = await lockItem(tx, id);
      if (item?.state !== 'owned' || item.owner_id !== userId) continue;
      await backToQueue(tx, actor, item, 'supervisor');
      given += 1;
    }
    if (given > 0) await giveOutWaiting(tx);
    return given;
  });
}
