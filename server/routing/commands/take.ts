/** Taking, giving and moving items by hand: an agent for himself, a supervisor for anybody. */
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { agentsNow, lockPresence } from '../duty.ts';
import { giveOutWaiting } from '../give-out.ts';
import type { Item } from '../hooks.ts';
import { fits, mayTake } from '../strategy.ts';
import { whoHas } from '../words.ts';
import { lockOpen, type Which } from './finish.ts';
import { backToQueue, giveTo, lockItem, toQueue } from './place.ts';

const gone = () =>
  new AppError('not_found', {
    detail: { vi: 'Không có việc này trong hàng chờ.', en: 'There is no such work in the queue.' },
  });

/** An item that this person may see: not about a unit of his. */
async function visible(tx: Tx, actor: Actor, id: number): Promise<Item> {
  const item = await lockItem(tx, id);
  if (!item || actor.roles.some((role) => role.unitId === item.except_unit_id)) throw gone();
  return item;
}

async function elsewhere(tx: Tx, item: Item, actor: Actor): Promise<AppError> {
  const detail = (await whoHas(tx.db, item.id, actor.userId)) ?? {
    vi: 'Việc này không còn chờ nữa.',
    en: 'This no longer waits.',
  };
  return new AppError('conflict', { detail, data: { state: item.state } });
}

/**
 * Takes a waiting item without being asked; of several who try, one gets it.
 * @throws AppError `conflict` with who has it, `not_now` without room or off duty, `not_found` for other queues
 */
export async function claimItem(ctx: Ctx, actor: Actor, id: number): Promise<Item> {
  const userId = actor.userId ?? 0;
  return transact(ctx, async (tx) => {
    const presence = await lockPresence(tx.db, userId);
    if (presence?.state !== 'available' && presence?.state !== 'busy')
      throw new AppError('not_now', {
        detail: {
          vi: 'Hãy chuyển sang “Sẵn sàng” hoặc “Bận” trước khi nhận việc.',
          en: 'Change to “Ready” or “Busy” before taking work.',
        },
      });
    const item = await visible(tx, actor, id);
    const [me] = await agentsNow(tx.db, tx.now, [userId]);
    if (
      !me ||
      (!mayTake({ queueId: item.queue_id, exceptUnitId: item.except_unit_id }, me) &&
        !actor.permissions.has('routing.supervise'))
    )
      throw gone();
    if (me.unable?.has(item.kind))
      throw new AppError('not_now', {
        detail: {
          vi: 'Bạn chưa thể nhận cuộc gọi: hãy kết nối điện thoại của bạn trước.',
          en: 'You cannot take calls yet: connect your telephone first.',
        },
      });
    const offeredToMe = item.state === 'offered' && (await isAsked(tx, item.id, userId));
    if (item.state !== 'waiting' && !offeredToMe) throw await elsewhere(tx, item, actor);
    // His own offer counts already as load.
    if (!offeredToMe && !fits(me.holding, me.capacity, item))
      throw new AppError('not_now', {
        detail: {
          vi: 'Bạn đang giữ đủ việc. Hãy kết thúc một việc trước.',
          en: 'You hold as much as you may. Finish something first.',
        },
      });
    return giveTo(tx, actor, item, userId);
  });
}

async function isAsked(tx: Tx, itemId: number, userId: number): Promise<boolean> {
  const row = await tx.db
    .selectFrom('offers')
    .select('user_id')
    .where('item_id', '=', itemId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row?.user_id === userId;
}

/**
 * A supervisor gives an item to a person, from wherever it is. `force`: although he has no room.
 * @throws AppError `not_now` when he is offline or full, `invalid` when he may not have it, `conflict` when it is over
 */
export async function assignItem(
  ctx: Ctx,
  actor: Actor,
  id: number,
  to: { userId: number; force?: boolean; why?: string },
): Promise<Item> {
  return transact(ctx, async (tx) => {
    const presence = await lockPresence(tx.db, to.userId);
    let item = await visible(tx, actor, id);
    if (item.state === 'finished') throw await elsewhere(tx, item, actor);
    if (item.state === 'owned' && item.owner_id === to.userId) return item;
    const [agent] = await agentsNow(tx.db, tx.now, [to.userId]);
    if (!agent || !presence || presence.state === 'offline')
      throw new AppError('not_now', {
        detail: {
          vi: 'Người này đang ngoại tuyến nên không thể giao việc.',
          en: 'This person is offline, so nothing can be given to them.',
        },
      });
    if (item.except_unit_id !== null && agent.units.has(item.except_unit_id))
      throw invalidField('username', {
        vi: 'Không thể giao cho người thuộc đơn vị bị phản ánh.',
        en: 'It cannot be given to somebody of the unit that the report is about.',
      });
    if (item.state !== 'waiting') item = await backToQueue(tx, actor, item, 'supervisor');
    const [now] = await agentsNow(tx.db, tx.now, [to.userId]);
    if (!to.force && now && !fits(now.holding, now.capacity, item))
      throw new AppError('not_now', {
        detail: { vi: 'Người này đang giữ đủ việc.', en: 'This person holds as much as they may.' },
        data: { full: true },
      });
    const given = await giveTo(tx, actor, item, to.userId, { what: 'assigned', ...(to.why ? { why: to.why } : {}) });
    await giveOutWaiting(tx);
    return given;
  });
}

/**
 * Gives an item back to its queue: the owner his own, a supervisor anybody's.
 * @throws AppError `conflict` when nobody has it, `not_found` when it is somebody else's
 */
export async function releaseItem(ctx: Ctx, actor: Actor, id: number): Promise<Item> {
  return transact(ctx, async (tx) => {
    const item = await visible(tx, actor, id);
    const own = item.owner_id !== null && item.owner_id === actor.userId;
    if (!own && !actor.permissions.has('routing.supervise')) throw gone();
    if (item.state !== 'owned' && item.state !== 'offered') throw await elsewhere(tx, item, actor);
    const back = await backToQueue(tx, actor, item, own ? 'given_back' : 'supervisor');
    await giveOutWaiting(tx);
    return back;
  });
}

/**
 * A supervisor puts an item into another queue.
 * @throws AppError `invalid` for an unknown or closed queue, `conflict` when it is over
 */
export async function moveItem(ctx: Ctx, actor: Actor, id: number, queueCode: string, why?: string): Promise<Item> {
  return transact(ctx, async (tx) => {
    const item = await visible(tx, actor, id);
    if (item.state === 'finished') throw await elsewhere(tx, item, actor);
    const moved = await toQueue(tx, actor, item, await queueId(tx, queueCode), 'moved', why);
    await giveOutWaiting(tx);
    return moved;
  });
}

async function queueId(tx: Tx, code: string): Promise<number> {
  const row = await tx.db
    .selectFrom('queues')
    .select('id')
    .where('code', '=', code)
    .where('enabled', '=', true)
    .executeTakeFirst();
  if (!row)
    throw invalidField('queue', {
      vi: 'Không có hàng chờ này hoặc hàng chờ đã ngừng dùng.',
      en: 'There is no such queue, or it is no longer used.',
    });
  return row.id;
}

/**
 * Hands open work on inside the caller's transaction: to a person (who is asked, not forced; waited for as long as the
 * queue is patient) or to another queue. For transfers of conversations and calls. Returns false when nothing is open.
 * @throws AppError `invalid` for an unknown or closed queue
 */
export async function transferItem(
  tx: Tx,
  which: Which,
  to: { agentId?: number; queue?: string; why?: string },
  actor: Actor,
): Promise<boolean> {
  const item = await lockOpen(tx, which);
  if (!item) return false;
  const target = to.queue === undefined ? item.queue_id : await queueId(tx, to.queue);
  const moved = await toQueue(tx, actor, item, target, 'transferred', to.why);
  if (to.agentId !== undefined)
    await tx.db.updateTable('routing_items').set({ prefer_agent_id: to.agentId }).where('id', '=', moved.id).execute();
  await giveOutWaiting(tx);
  return true;
}
