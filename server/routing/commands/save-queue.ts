import type { QueueBody } from '../../../contract/routing-admin.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { routingEdited } from '../events.ts';
import { giveOutWaiting } from '../give-out.ts';

/**
 * Creates or changes a queue and who serves it. What already waits in it stays; a queue that is switched off gives
 * nothing more out, so its items overflow, or a supervisor moves them.
 * @throws AppError `invalid`: unknown calendar, overflow queue or member, an overflow without a rule or to itself, the
 *   default queue switched off or given conditions
 */
export async function saveQueue(ctx: Ctx, actor: Actor, code: string, body: QueueBody): Promise<void> {
  await transact(ctx, async (tx) => {
    const before = await tx.db
      .selectFrom('queues')
      .select(['id', 'is_default'])
      .where('code', '=', code)
      .forUpdate()
      .executeTakeFirst();
    if (before?.is_default) mustStayDefault(body);
    const values = await valuesOf(tx, code, body);
    const saved = await tx.db
      .insertInto('queues')
      .values({ code, ...values })
      .onConflict((c) => c.column('code').doUpdateSet(values))
      .returning('id')
      .executeTakeFirstOrThrow();
    await setMembers(tx, saved.id, body.members);
    tx.record({
      type: routingEdited.type,
      actor,
      subject: { type: 'queue', id: code },
      data: { what: 'queue', code },
      audience: { to: ['all_cases', 'admin'] },
    });
    await giveOutWaiting(tx);
  });
}

function mustStayDefault(body: QueueBody): void {
  if (!body.enabled)
    throw invalidField('enabled', {
      vi: 'Hàng chờ mặc định không thể ngừng dùng.',
      en: 'The default queue cannot be put out of use.',
    });
  if ([body.kinds, body.channels, body.categories, body.languages].some((list) => list.length > 0))
    throw invalidField('kinds', {
      vi: 'Hàng chờ mặc định nhận mọi việc nên không có điều kiện.',
      en: 'The default queue takes everything, so it has no conditions.',
    });
}

async function valuesOf(tx: Tx, code: string, body: QueueBody) {
  const overflow = body.overflowQueue === null ? null : await overflowId(tx, code, body);
  return {
    name: body.name,
    position: body.position,
    enabled: body.enabled,
    kinds: body.kinds,
    channels: body.channels,
    categories: body.categories,
    languages: body.languages,
    strategy: body.strategy,
    everybody: body.everybody,
    skills: body.skills,
    calendar_id: body.calendar === null ? null : await calendarId(tx, body.calendar),
    sticky_seconds: body.stickySeconds,
    reoffer_seconds: body.reofferSeconds,
    relax_skills_seconds: body.relaxSkillsSeconds,
    reserve_seconds: body.reserveSeconds,
    offer_seconds: body.offerSeconds,
    max_length: body.maxLength,
    overflow_queue_id: overflow,
    overflow_after_seconds: body.overflowAfterSeconds,
    overflow_length: body.overflowLength,
    full_answer: body.fullAnswer,
    closed_answer: body.closedAnswer,
  };
}

async function calendarId(tx: Tx, code: string): Promise<number> {
  const row = await tx.db.selectFrom('calendars').select('id').where('code', '=', code).executeTakeFirst();
  if (!row)
    throw invalidField('calendar', { vi: 'Không có lịch làm việc này.', en: 'There is no such working calendar.' });
  return row.id;
}

async function overflowId(tx: Tx, code: string, body: QueueBody): Promise<number> {
  const row = await tx.db
    .selectFrom('queues')
    .select('id')
    .where('code', '=', body.overflowQueue ?? '')
    .where('code', '!=', code)
    .executeTakeFirst();
  if (!row)
    throw invalidField('overflowQueue', {
      vi: 'Chọn một hàng chờ khác trong danh sách.',
      en: 'Choose another queue from the list.',
    });
  return row.id;
}

async function setMembers(tx: Tx, queueId: number, usernames: readonly string[]): Promise<void> {
  const wanted = [...new Set(usernames)];
  const users =
    wanted.length === 0
      ? []
      : await tx.db.selectFrom('users').select(['id', 'username']).where('username', 'in', wanted).execute();
  const missing = wanted.find((username) => !users.some((user) => user.username === username));
  if (missing !== undefined)
    throw invalidField('members', { vi: `Không có người dùng ${missing}.`, en: `There is no user ${missing}.` });
  await tx.db.deleteFrom('queue_members').where('queue_id', '=', queueId).execute();
  if (users.length > 0)
    await tx.db
      .insertInto('queue_members')
      .values(users.map((user) => ({ queue_id: queueId, user_id: user.id })))
      .execute();
}
