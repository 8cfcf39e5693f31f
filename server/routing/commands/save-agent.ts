/** What differs from person to person and from kind to kind; reasons of absence; the settings of all queues. */
import type { ItemKind } from '../../../contract/routing.ts';
import { userByUsername } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { lockPresence } from '../duty.ts';
import { routingEdited } from '../events.ts';
import { giveOutWaiting } from '../give-out.ts';

function edited(tx: Tx, actor: Actor, what: 'agent' | 'reason' | 'kind' | 'settings', code: string): void {
  const audience = { to: ['all_cases', 'admin'] };
  tx.record({ type: routingEdited.type, actor, subject: { type: what, id: code }, data: { what, code }, audience });
}

/**
 * Capacity and skills of a person; counts for what is given from now on.
 * @throws AppError `not_found`
 */
export async function saveAgent(
  ctx: Ctx,
  actor: Actor,
  username: string,
  { capacity, skills }: { capacity: number; skills: readonly string[] },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const user = await userByUsername(tx.db, username);
    if (!user)
      throw new AppError('not_found', { detail: { vi: 'Không có người dùng này.', en: 'There is no such user.' } });
    await lockPresence(tx.db, user.id);
    await tx.db
      .insertInto('routing_agents')
      .values({ user_id: user.id, capacity })
      .onConflict((c) => c.column('user_id').doUpdateSet({ capacity }))
      .execute();
    await tx.db.deleteFrom('agent_skills').where('user_id', '=', user.id).execute();
    const rows = [...new Set(skills)].map((skill) => ({ user_id: user.id, skill }));
    if (rows.length > 0) await tx.db.insertInto('agent_skills').values(rows).execute();
    edited(tx, actor, 'agent', username);
    await giveOutWaiting(tx);
  });
}

/**
 * Adds or changes a reason of absence.
 * @throws AppError `invalid` for one that only the system gives
 */
export async function saveReason(
  ctx: Ctx,
  actor: Actor,
  code: string,
  body: { name: string; nameEn: string; state: 'busy' | 'away'; sort: number; active: boolean },
): Promise<void> {
  const { name, nameEn: name_en, state, sort, active } = body;
  await transact(ctx, async (tx) => {
    const before = await tx.db
      .selectFrom('presence_reasons')
      .select('system')
      .where('code', '=', code)
      .executeTakeFirst();
    if (before?.system && (!active || state !== 'away'))
      throw invalidField('state', {
        vi: 'Lý do này do hệ thống đặt: chỉ đổi được tên và thứ tự.',
        en: 'This reason belongs to the system: only its name and place can be changed.',
      });
    const values = { name, name_en, state, sort, active };
    await tx.db
      .insertInto('presence_reasons')
      .values({ code, ...values })
      .onConflict((c) => c.column('code').doUpdateSet(values))
      .execute();
    edited(tx, actor, 'reason', code);
  });
}

/** What a kind of work asks of a person; for items that come from now on, times of offers for the next offer. */
export async function saveKind(
  ctx: Ctx,
  actor: Actor,
  kind: ItemKind,
  body: {
    weight: number;
    exclusive: boolean;
    yields: boolean;
    priority: number;
    ageingSeconds: number;
    offerSeconds: number;
    keepSeconds: number | null;
  },
): Promise<void> {
  if (body.exclusive && body.yields)
    throw invalidField('yields', {
      vi: 'Việc chiếm trọn một người thì không thể để đó khi người ấy nghe máy.',
      en: 'Work that takes the whole person cannot lie aside while that person is on the telephone.',
    });
  await transact(ctx, async (tx) => {
    await tx.db
      .updateTable('routing_kinds')
      .set({
        weight: body.weight,
        exclusive: body.exclusive,
        yields: body.yields,
        priority: body.priority,
        ageing_seconds: body.ageingSeconds,
        offer_seconds: body.offerSeconds,
        keep_seconds: body.keepSeconds,
      })
      .where('kind', '=', kind)
      .execute();
    edited(tx, actor, 'kind', kind);
  });
}

export async function saveSettings(
  ctx: Ctx,
  actor: Actor,
  { offlineAfterSeconds, missedLimit }: { offlineAfterSeconds: number; missedLimit: number },
): Promise<void> {
  await transact(ctx, async (tx) => {
    await tx.db
      .updateTable('routing_settings')
      .set({ offline_after_seconds: offlineAfterSeconds, missed_limit: missedLimit })
      .execute();
    edited(tx, actor, 'settings', 'routing');
  });
}
