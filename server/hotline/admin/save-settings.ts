import type { HotlineSettings } from '../../../contract/hotline-admin.ts';
import { usersById } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { tellSettings } from '../save-call.ts';
import { DEFAULT_SETTINGS, settingsOf } from '../settings.ts';
import { ADMINISTRATION, hotlineEdited } from './events.ts';

/** Who changed something last, as references. */
export async function nameOf(db: Db, id: number | null): Promise<{ code: string; name: string } | null> {
  const user = id === null ? undefined : (await usersById(db, [id])).get(id);
  return user ? { code: user.username, name: user.displayName } : null;
}

/** The settings with what the release would have, and who changed them. */
export async function settingsView(db: Db) {
  const row = await db.selectFrom('hotline_settings').selectAll().executeTakeFirstOrThrow();
  return {
    values: settingsOf(row.values),
    defaults: DEFAULT_SETTINGS,
    version: row.version,
    changedBy: await nameOf(db, row.changed_by),
    changedAt: row.changed_at && isoLocal(row.changed_at),
  };
}

/**
 * Stores what differs from the release, so that a better default of a later release reaches those who changed nothing.
 * @throws AppError `conflict` when somebody changed them since `version`
 */
export async function saveSettings(
  ctx: Ctx,
  actor: Actor,
  input: { values: HotlineSettings; version: number },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db.selectFrom('hotline_settings').selectAll().forUpdate().executeTakeFirstOrThrow();
    if (row.version !== input.version)
      throw new AppError('conflict', {
        detail: {
          vi: 'Người khác vừa lưu thiết lập. Hãy tải lại trang rồi sửa tiếp.',
          en: 'Somebody else has just saved the settings. Load the page again, then go on.',
        },
      });
    const before = settingsOf(row.values);
    const names = Object.keys(DEFAULT_SETTINGS) as (keyof HotlineSettings)[];
    const fields = names.filter((name) => before[name] !== input.values[name]);
    if (fields.length === 0) return;
    const differing = names.filter((name) => input.values[name] !== DEFAULT_SETTINGS[name]);
    await tx.db
      .updateTable('hotline_settings')
      .set({
        values: JSON.stringify(Object.fromEntries(differing.map((name) => [name, input.values[name]]))),
        version: row.version + 1,
        changed_by: actor.userId,
        changed_at: tx.now,
      })
      .execute();
    await tellSettings(tx);
    tx.record({
      type: hotlineEdited.type,
      actor,
      data: { what: 'settings', which: String(row.version + 1), how: 'changed', fields },
      audience: ADMINISTRATION,
    });
  });
}
