import type { ChannelKind } from '../../../contract/cases.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { storable } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { CATALOGUE, definitionOf } from '../templates/catalogue.ts';
import { forgetWordings } from '../templates/wordings.ts';
import { addVersion, checkWording, recordChange } from './save-template.ts';

export interface ReplySettings {
  name: string;
  channels: ChannelKind[];
  enabled: boolean;
}

const isReply = (key: string) => ['reply', 'answer'].includes(definitionOf(key)?.group ?? '');

/** Adds a ready text. @throws AppError `already_exists`, `invalid` */
export async function createReplyTemplate(
  ctx: Ctx,
  actor: Actor,
  input: ReplySettings & { key: string; body: string },
): Promise<void> {
  const { key } = input;
  const { body } = checkWording({ key, language: 'vi', subject: null, body: input.body });
  if (key in CATALOGUE)
    throw new AppError('already_exists', {
      detail: { vi: `Mã “${key}” đã có.`, en: `There is a code “${key}” already.` },
    });
  await transact(ctx, async (tx) => {
    const added = await tx.db
      .insertInto('reply_templates')
      .values({
        key,
        name: storable(input.name),
        channels: input.channels,
        enabled: input.enabled,
        created_by: actor.userId,
        created_at: tx.now,
        updated_at: tx.now,
      })
      .onConflict((c) => c.column('key').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added)
      throw new AppError('already_exists', {
        detail: { vi: `Mã “${key}” đã có.`, en: `There is a code “${key}” already.` },
      });
    // The same key may have been used and removed before: its versions go on counting.
    const last = await tx.db
      .selectFrom('template_versions')
      .select((e) => e.fn.max('version').as('version'))
      .where('key', '=', key)
      .where('language', '=', 'vi')
      .executeTakeFirst();
    await addVersion(tx, actor, { key, language: 'vi', subject: null, body, version: (last?.version ?? 0) + 1 });
  });
  forgetWordings(ctx.db);
}

/** Name, channels and whether it is offered; for one of the release the settings are kept beside it. */
export async function setReplyTemplate(ctx: Ctx, actor: Actor, key: string, settings: ReplySettings): Promise<void> {
  if (!isReply(key))
    throw invalidField('key', {
      vi: 'Chỉ mẫu trả lời mới đặt được tên, kênh và trạng thái.',
      en: 'Only ready replies have a name, channels and a state to set.',
    });
  await transact(ctx, async (tx) => {
    const values = { ...settings, name: storable(settings.name), updated_at: tx.now };
    const changed = await tx.db
      .updateTable('reply_templates')
      .set(values)
      .where('key', '=', key)
      .returning('id')
      .executeTakeFirst();
    if (!changed && !(key in CATALOGUE))
      throw new AppError('not_found', {
        detail: { vi: `Không có mẫu “${key}”.`, en: `There is no template “${key}”.` },
      });
    if (!changed)
      await tx.db
        .insertInto('reply_templates')
        .values({ ...values, key, created_by: actor.userId, created_at: tx.now })
        .onConflict((c) => c.column('key').doUpdateSet(values))
        .execute();
    recordChange(tx, actor, key, null, null);
  });
}

/** Removes a ready text that was added here; its versions stay on record. @throws AppError `not_found`, `not_now` */
export async function removeReplyTemplate(ctx: Ctx, actor: Actor, key: string): Promise<void> {
  if (key in CATALOGUE)
    throw new AppError('not_now', {
      detail: {
        vi: 'Mẫu có sẵn không xóa được; hãy tắt mẫu để không dùng nữa.',
        en: 'A built-in template cannot be deleted; switch it off instead.',
      },
    });
  await transact(ctx, async (tx) => {
    const gone = await tx.db.deleteFrom('reply_templates').where('key', '=', key).returning('id').executeTakeFirst();
    if (!gone)
      throw new AppError('not_found', {
        detail: { vi: `Không có mẫu “${key}”.`, en: `There is no template “${key}”.` },
      });
    recordChange(tx, actor, key, null, null);
  });
  forgetWordings(ctx.db);
}
