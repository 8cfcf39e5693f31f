import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { LONGEST_CHAIN } from '../acting.ts';
import { delegationCreated } from '../events.ts';

export interface NewDelegation {
  /** Who is away; the actor when not given. */
  user?: string | undefined;
  deputy: string;
  from: Date;
  to: Date;
  reason: string;
}

/** Administrators, and the system for the CLI, decide for everybody. */
export const decidesForAll = (actor: Actor): boolean => actor.kind === 'system' || actor.permissions.has('admin.users');

/**
 * Names a deputy for an absence. People do it for themselves, administrators for everybody. A person is away at most
 * once at a time; what has passed already is not delegated, so a start in the past becomes now.
 * @returns the id of the delegation
 */
export async function delegate(ctx: Ctx, actor: Actor, input: NewDelegation): Promise<number> {
  const absentName = input.user ?? actor.username;
  if (absentName !== actor.username && !decidesForAll(actor))
    throw new AppError('forbidden', { detail: 'Chỉ quản trị viên được ủy quyền thay người khác.' });
  if (input.to <= input.from)
    throw invalidField('to', 'Thời điểm kết thúc phải sau thời điểm bắt đầu.', 'before_start');
  if (input.deputy === absentName) throw invalidField('deputy', 'Không thể ủy quyền cho chính mình.', 'same_person');
  return transact(ctx, async (tx) => {
    if (input.to <= tx.now) throw invalidField('to', 'Thời điểm kết thúc đã qua.', 'past');
    // Both rows, in one order: a second delegation of either person waits until this one is seen.
    const people = await tx.db
      .selectFrom('users')
      .select(['id', 'username', 'disabled_at'])
      .where('username', 'in', [absentName, input.deputy])
      .orderBy('id')
      .forUpdate()
      .execute();
    const absent = people.find((p) => p.username === absentName);
    const deputy = people.find((p) => p.username === input.deputy);
    if (!absent) throw invalidField('user', `Không có người dùng ${absentName}.`, 'unknown_user');
    if (!deputy || deputy.disabled_at)
      throw invalidField('deputy', `Không có người dùng ${input.deputy} đang hoạt động.`, 'unknown_user');
    if (!decidesForAll(actor)) await requireSharedPost(tx, absent.id, deputy.id);
    const period = { from: input.from > tx.now ? input.from : tx.now, to: input.to };
    await refuseOverlap(tx, absent.id, period);
    await refuseCircle(tx, absent.id, deputy.id, period);
    const row = await tx.db
      .insertInto('delegations')
      .values({
        user_id: absent.id,
        deputy_id: deputy.id,
        starts_at: period.from,
        ends_at: period.to,
        reason: input.reason,
        created_by: actor.userId,
        created_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    tx.record({
      type: delegationCreated.type,
      actor,
      subject: { type: 'delegation', id: String(row.id) },
      data: {
        user: absent.id,
        deputy: deputy.id,
        startsAt: period.from.toISOString(),
        endsAt: period.to.toISOString(),
      },
      audience: { to: ['admin', `user:${absent.id}`, `user:${deputy.id}`] },
    });
    return row.id;
  });
}

/** A deputy works in the same unit as officer or leader; anybody else must be named by an administrator. */
async function requireSharedPost(tx: Tx, absentId: number, deputyId: number): Promise<void> {
  const found = await sql`
    select 1 from user_roles a join user_roles b on b.unit_id = a.unit_id
    where a.user_id = ${absentId} and b.user_id = ${deputyId}
      and a.role in ('officer', 'unit_leader', 'province_leader') and b.role in ('officer', 'unit_leader', 'province_leader')
      and a.valid_from <= ${tx.now} and (a.valid_to is null or a.valid_to > ${tx.now})
      and b.valid_from <= ${tx.now} and (b.valid_to is null or b.valid_to > ${tx.now}) limit 1`.execute(tx.db);
  if (found.rows.length === 0)
    throw invalidField(
      'deputy',
      'Người được ủy quyền phải là cán bộ hoặc lãnh đạo cùng đơn vị; trường hợp khác cần quản trị viên.',
      'no_shared_post',
    );
}

async function refuseOverlap(tx: Tx, absentId: number, period: { from: Date; to: Date }): Promise<void> {
  const other = await tx.db
    .selectFrom('delegations')
    .select(['starts_at', 'ends_at'])
    .where('user_id', '=', absentId)
    .where('starts_at', '<', period.to)
    .where('ends_at', '>', period.from)
    .limit(1)
    .executeTakeFirst();
  if (other)
    throw new AppError('already_exists', {
      detail: `Đã có ủy quyền từ ${isoLocal(other.starts_at)} đến ${isoLocal(other.ends_at)}: hãy kết thúc trước.`,
    });
}

/** Follows the deputies of the deputy within the period: they must not lead back, nor further than is followed. */
async function refuseCircle(
  tx: Tx,
  absentId: number,
  deputyId: number,
  period: { from: Date; to: Date },
): Promise<void> {
  const chain = await sql<{ id: number; depth: number }>`
    with recursive onward as (
      select ${deputyId}::bigint as id, 1 as depth
      union all
      select d.deputy_id, o.depth + 1 from onward o join delegations d on d.user_id = o.id
      where d.starts_at < ${period.to} and d.ends_at > ${period.from} and o.depth <= ${LONGEST_CHAIN}
    ) select id, max(depth) as depth from onward group by id`.execute(tx.db);
  if (chain.rows.some((p) => p.id === absentId))
    throw invalidField('deputy', 'Người này cũng vắng mặt và đã ủy quyền ngược lại.', 'circle');
  if (chain.rows.some((p) => p.depth >= LONGEST_CHAIN))
    throw invalidField('deputy', 'Chuỗi ủy quyền quá dài.', 'chain_too_long');
}
