import { attachFiles, presentAttachment } from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { UploadedFile } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { actWithin } from './engine.ts';
import { loadCaseById, loadVisible } from './load.ts';
import { maySee, seesCitizen } from './policy.ts';

/** Files put on a case by staff: stored rows and the `attach` transition in one transaction. */
export async function attachToCase(ctx: Ctx, actor: Actor, code: string, files: UploadedFile[]) {
  if (files.length === 0)
    throw new AppError('invalid', {
      detail: { vi: 'Chưa chọn tệp nào.', en: 'No file was chosen.' },
      fields: [{ path: 'file', message: { vi: 'Chưa chọn tệp nào.', en: 'No file was chosen.' }, code: 'required' }],
    });
  const loaded = await loadVisible(ctx.db, actor, code);
  return transact(ctx, async (tx) => {
    await actWithin(ctx, tx, actor, {
      code,
      action: 'attach',
      version: null,
      form: { names: files.map((f) => f.name) },
    });
    const ids = await attachFiles(tx, files, { caseId: loaded.row.id, source: 'staff', createdBy: actor.userId });
    const rows = await tx.db
      .selectFrom('attachments')
      .selectAll()
      .where('public_id', 'in', ids)
      .orderBy('id')
      .execute();
    return rows.map(presentAttachment);
  });
}

/**
 * An attachment if the actor may see what it hangs on: the case, or the conversation (the centre's).
 * @throws AppError `not_found` otherwise
 */
export async function visibleAttachment(ctx: Ctx, actor: Actor, publicId: string) {
  const file = await ctx.db
    .selectFrom('attachments as a')
    .leftJoin('messages as m', 'm.id', 'a.message_id')
    .selectAll('a')
    .select(['m.conversation_id'])
    .where('a.public_id', '=', publicId)
    .executeTakeFirst();
  const missing = new AppError('not_found', {
    detail: { vi: 'Không có tệp này, hoặc bạn không được xem.', en: 'There is no such file, or you may not see it.' },
  });
  if (!file) throw missing;
  // Put up for a reply that is not sent yet: its own writer looks at it.
  if (file.case_id === null && file.message_id === null && file.created_by === actor.userId) return file;
  const caseIds = file.case_id !== null ? [file.case_id] : await casesOfConversation(ctx, file.conversation_id);
  const cases = await Promise.all(caseIds.map((id) => loadCaseById(ctx.db, id)));
  // A thread that also belongs to a report about the reader's unit is out of his sight as a whole.
  const own = new Set(actor.roles.map((role) => role.unitId));
  if (cases.some((one) => one?.row.about_unit_id != null && own.has(one.row.about_unit_id))) throw missing;
  if (cases.some((one) => one && maySee(actor, one.parties))) return file;
  if (caseIds.length === 0 && file.conversation_id !== null && seesCitizen(actor)) return file;
  throw missing;
}

async function casesOfConversation(ctx: Ctx, conversationId: number | null): Promise<number[]> {
  if (conversationId === null) return [];
  const rows = await ctx.db
    .selectFrom('case_conversations')
    .select('case_id')
    .where('conversation_id', '=', conversationId)
    .execute();
  return rows.map((r) => r.case_id);
}
