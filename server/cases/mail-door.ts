/** What channels may ask of cases: make one of a first message, wake one that waits for the citizen. */
import type { FileInPlace } from '../conversations/index.ts';
import { CITIZEN } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { registerWithin } from './commands/register.ts';
import { actWithin } from './engine.ts';
import { CASE_EVENTS } from './events.ts';
import { loadByCode } from './load.ts';
import { audienceOf } from './policy.ts';

export interface FirstMessage {
  content: string;
  title: string;
  citizen: { name: string; email: string };
  conversationId: number;
  files: FileInPlace[];
  addressVerified: boolean;
  acknowledge: boolean;
  idempotencyKey: string;
}

/** A first mail is a case at once: nobody has to find it in an inbox before its clock runs. */
export async function registerFromMessage(ctx: Ctx, tx: Tx, first: FirstMessage): Promise<void> {
  await registerWithin(ctx, tx, CITIZEN, {
    type: 'inquiry',
    channel: 'email',
    content: first.content,
    title: first.title,
    citizen: first.citizen,
    conversationId: first.conversationId,
    files: first.files,
    contactConfidence: first.addressVerified ? 'verified' : 'said',
    acknowledge: first.acknowledge,
    idempotencyKey: first.idempotencyKey,
  });
}

/** The citizen wrote on a thread: a case that waits for him goes on; otherwise the message is noted on the case. */
export async function citizenWrote(
  ctx: Ctx,
  tx: Tx,
  wrote: { conversationId: number; messageId: number; codes: readonly string[] },
): Promise<void> {
  const cases = await tx.db
    .selectFrom('cases')
    .select(['code', 'status', 'closed_at'])
    .where((e) =>
      e.or([
        e('conversation_id', '=', wrote.conversationId),
        ...(wrote.codes.length > 0 ? [e('code', 'in', [...wrote.codes])] : []),
      ]),
    )
    .where('conversation_id', '=', wrote.conversationId)
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  for (const one of cases) {
    if (one.status === 'awaiting_citizen') {
      await actWithin(ctx, tx, CITIZEN, {
        code: one.code,
        action: 'citizen_replied',
        version: null,
        form: { messageId: wrote.messageId },
      });
      continue;
    }
    const loaded = await loadByCode(tx.db, one.code);
    if (!loaded) continue;
    tx.record({
      type: CASE_EVENTS.messageReceived.type,
      actor: CITIZEN,
      caseId: loaded.row.id,
      subject: { type: 'case', id: one.code },
      data: { messageId: wrote.messageId, afterClose: one.closed_at !== null },
      audience: audienceOf(loaded.parties),
    });
  }
}

/** Threads of the cases with these codes; unknown codes are left out. */
export async function threadsOfCases(db: Db, codes: readonly string[]): Promise<number[]> {
  if (codes.length === 0) return [];
  const rows = await db
    .selectFrom('cases')
    .select(['code', 'conversation_id'])
    .where('code', 'in', [...codes])
    .execute();
  return codes.flatMap((code) => rows.find((r) => r.code === code)?.conversation_id ?? []);
}
