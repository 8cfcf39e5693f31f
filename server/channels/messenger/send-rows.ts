import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { OutgoingMessage } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { MessengerSends } from '../../platform/db/index.ts';
import type { MessengerAccount } from './account.ts';

export type SendRow = Selectable<MessengerSends>;

/** Equal for texts that look equal: Facebook trims and normalises what it keeps. */
export function textHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFC').replace(/\s+/gu, ' ').trim()).digest('hex').slice(0, 32);
}

/**
 * The row of a part, written before its request goes out. `known`: it was there before this call, and `row` is as it was
 * left (a failed one is set to be tried again).
 */
export async function openSend(
  ctx: Ctx,
  account: MessengerAccount,
  message: OutgoingMessage,
  part: number,
  kind: SendRow['kind'],
  hash: string | null,
): Promise<{ row: SendRow; known: boolean }> {
  const made = await ctx.db
    .insertInto('messenger_sends')
    .values({
      message_id: message.id,
      part,
      account_id: account.id,
      address: message.address,
      kind,
      text_hash: hash,
      state: 'sending',
      started_at: ctx.clock.now(),
    })
    .onConflict((c) => c.columns(['message_id', 'part']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (made) return { row: made, known: false };
  const row = await ctx.db
    .selectFrom('messenger_sends')
    .selectAll()
    .where('message_id', '=', message.id)
    .where('part', '=', part)
    .executeTakeFirstOrThrow();
  if (row.state !== 'failed') return { row, known: true };
  return { row: await repeatSend(ctx, row.id), known: false };
}

/** How a request ended. An echo may have said so before: what was sent stays sent. */
export async function closeSend(
  ctx: Ctx,
  id: number,
  end:
    | { state: 'sent'; externalId: string }
    | { state: 'failed'; code?: string | null }
    | { state: 'unknown'; again?: boolean },
): Promise<void> {
  await ctx.db
    .updateTable('messenger_sends')
    .set((e) => ({
      state: end.state,
      ended_at: ctx.clock.now(),
      ...(end.state === 'sent' ? { external_id: end.externalId } : {}),
      ...(end.state === 'failed' ? { error_code: end.code ?? null } : {}),
      ...(end.state === 'unknown' && end.again ? { attempts: e('attempts', '+', 1) } : {}),
    }))
    .where('id', '=', id)
    .$if(end.state !== 'sent', (q) => q.where('state', '<>', sql.lit('sent')))
    .execute();
}

/** The row of a request that is sent once more, because the first one certainly did not arrive. */
export async function repeatSend(ctx: Ctx, id: number): Promise<SendRow> {
  return ctx.db
    .updateTable('messenger_sends')
    .set((e) => ({ state: 'sending', attempts: e('attempts', '+', 1), started_at: ctx.clock.now(), ended_at: null }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
