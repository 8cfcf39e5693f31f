import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { definitionOf } from '../templates/catalogue.ts';
import { forgetWordings } from '../templates/wordings.ts';
import { recordChange } from './save-template.ts';

/**
 * Whether an optional letter to citizens goes out from now on. What a citizen must be told cannot be switched off.
 * @throws AppError `not_found`, `not_now`
 */
export async function switchLetter(ctx: Ctx, actor: Actor, key: string, enabled: boolean): Promise<void> {
  const definition = definitionOf(key);
  if (!definition)
    throw new AppError('not_found', { detail: { vi: `Không có mẫu “${key}”.`, en: `There is no template “${key}”.` } });
  if (definition.optional === undefined)
    throw new AppError('not_now', {
      detail: {
        vi: 'Văn bản này luôn được gửi, không tắt được.',
        en: 'This text is always sent and cannot be switched off.',
      },
    });
  await transact(ctx, async (tx) => {
    const values = { enabled, changed_by: actor.userId, changed_at: tx.now };
    await tx.db
      .insertInto('letter_switches')
      .values({ key, ...values })
      .onConflict((c) => c.column('key').doUpdateSet(values))
      .execute();
    recordChange(tx, actor, key, null, null, enabled);
  });
  forgetWordings(ctx.db);
}
