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
    throw new AppError('forbidden', {
      detail: {
        vi: 'Chỉ quản trị viên được ủy quyền thay người khác.',
        en: 'Only an administrator may name a deputy for somebody else.',
      },
    });
  if (input.to <= input.from)
    throw invalidField(
      'to',
      { vi: 'Thời điểm kết thúc phải sau thời điểm bắt đầu.', en: 'The end must be after the beginning.' },
      'before_start',
    );
  if (input.deputy === absentName)
    throw invalidField(
      'deputy',
      { vi: 'Không thể ủy quyền cho chính mình.', en: 'Nobody can be their own deputy.' },
      'same_person',
    );
  return transact(ctx, async (tx) => {
    if (input.to <= tx.now)
      throw invalidField('to', { vi: 'Thời điểm kết thúc đã qua.', en: 'The end has passed already.' }, 'past');
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
    if (!absent)
      throw invalidField(
        'user',
        { vi: `Không có người dùng ${absentName}.`, en: `There is no user ${absentName}.` },
        'unknown_user',
      );
    if (!deputy || deputy.disabled_at)
      throw invalidField(
        'deputy',
        { vi: `Không có người dùng ${input.deputy} đang hoạt động.`, en: `There is no active user ${input.deputy}.` },
        'unknown_user',
      );
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
      {
        vi: 'Người được ủy quyền phải là cán bộ hoặc lãnh đạo cùng đơn vị; trường hợp khác cần quản trị viên.',
        en: 'The deputy must be an officer or leader of the same unit; anything else needs an administrator.',
      },
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
      detail: {
        vi: `Đã có ủy quyền từ ${isoLocal(other.starts_at)} đến ${isoLocal(other.ends_at)}: hãy kết thúc trước.`,
        en: `There is a delegation from ${isoLocal(other.starts_at)} to ${isoLocal(other.ends_at)}: end it first.`,
      },
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
    throw invalidField(
      'deputy',
      {
        vi: 'Người này cũng vắng mặt và đã ủy quyền ngược lại.',
        en: 'This person is absent too and named the other as deputy.',
      },
      'circle',
    );
  if (chain.rows.some((p) => p.depth >= LONGEST_CHAIN))
    throw invalidField(
      'deputy',
      { vi: 'Chuỗi ủy quyền quá dài.', en: 'The chain of deputies is too long.' },
      'chain_too_long',
    );
}
