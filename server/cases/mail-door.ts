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
  const { id } = await registerWithin(ctx, tx, CITIZEN, {
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
  const { citizen_id } = await tx.db
    .selectFrom('cases')
    .select('citizen_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  // The case waits for us now, with a clock of its own; the inbox need not show the same thing a second time.
  await tx.db
    .updateTable('conversations')
    .set({ waiting_since: null, citizen_id })
    .where('id', '=', first.conversationId)
    .execute();
}

/**
 * The citizen wrote on a thread: the newest case of it goes on when it waits for him; otherwise the message is noted on
 * the case.
 */
export async function citizenWrote(
  ctx: Ctx,
  tx: Tx,
  wrote: { conversationId: number; messageId: number; codes: readonly string[] },
): Promise<void> {
  const cases = await tx.db
    .selectFrom('case_conversations as l')
    .innerJoin('cases as k', 'k.id', 'l.case_id')
    .select(['k.code', 'k.status', 'k.closed_at'])
    .where('l.conversation_id', '=', wrote.conversationId)
    // A case that waits for him first, then the one he names, then the newest.
    .orderBy((e) => e('k.status', '=', 'awaiting_citizen'), 'desc')
    .orderBy((e) => e('k.code', '=', e.fn.any(e.val([...wrote.codes]))), 'desc')
    .orderBy('k.id', 'desc')
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
