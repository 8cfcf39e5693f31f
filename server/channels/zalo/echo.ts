import { createHash } from 'node:crypto';
import { AUTHOR_NAMES, accountAdmin, recordEcho } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import type { InboundOutcome } from '../accounts/index.ts';
import type { ZaloAccount } from './account.ts';
import type { ZaloEvent } from './read-event.ts';
import { anonymousAddress, fetchAll } from './take-message.ts';

/** Equal for texts that look equal: Zalo may trim and normalise what it sends back. */
export function textHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFC').replace(/\s+/gu, ' ').trim()).digest('hex').slice(0, 32);
}

/**
 * Zalo tells of everything the OA sends, by whichever program. What we sent ourselves is recognised by its id, or, when
 * the answer to our request is still on its way or was lost, by person and text. The rest was written by staff in
 * Zalo's own program and is kept in the thread.
 */
export async function takeEcho(
  ctx: Ctx,
  account: ZaloAccount,
  e: Extract<ZaloEvent, { what: 'echo' }>,
): Promise<InboundOutcome> {
  if (await isOurs(ctx, account, e)) return { state: 'ignored', reason: 'own_echo' };
  const { files, parts } = await fetchAll(ctx, account, e.files);
  const kept = await transact(ctx, (tx) =>
    recordEcho(tx, {
      channel: 'zalo',
      account: account.code,
      address: e.userId,
      externalId: e.msgId,
      author: (e.adminId ? accountAdmin(e.adminId) : AUTHOR_NAMES.accountProgram).vi,
      text: e.text,
      at: e.at,
      parts: [...e.parts, ...parts],
      attachments: files,
    }),
  );
  return kept === null ? { state: 'ignored', reason: 'no_thread' } : { state: 'handled' };
}

async function isOurs(ctx: Ctx, account: ZaloAccount, e: Extract<ZaloEvent, { what: 'echo' }>): Promise<boolean> {
  const byId = await ctx.db
    .selectFrom('zalo_sends')
    .select('id')
    .where('account_id', '=', account.id)
    .where('external_id', '=', e.msgId)
    .executeTakeFirst();
  if (byId) return true;
  // In Zalo's own program an admin has signed the message: certainly not ours.
  if (e.adminId !== null) return false;
  return transact(ctx, async (tx) => {
    const open = await tx.db
      .selectFrom('zalo_sends')
      .select(['id', 'kind'])
      .where('account_id', '=', account.id)
      .where((w) => w.or([w('user_id', '=', e.userId), w('user_id', 'like', anonymousAddress('%', e.userId))]))
      .where('state', 'in', ['sending', 'unknown'])
      .where((w) =>
        e.text ? w.or([w('text_hash', '=', textHash(e.text)), w('kind', '<>', 'text')]) : w('kind', '<>', 'text'),
      )
      .orderBy('id')
      .forUpdate()
      .executeTakeFirst();
    if (!open || (open.kind !== 'text' && e.text && e.files.length === 0 && e.parts.length === 0)) return false;
    await tx.db
      .updateTable('zalo_sends')
      .set({ state: 'sent', external_id: e.msgId, ended_at: tx.now })
      .where('id', '=', open.id)
      .execute();
    return true;
  });
}
