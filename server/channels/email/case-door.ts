import type { FileInPlace } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';

/** What a citizen's first mail becomes a case from. */
export type MailCase = {
  content: string;
  title: string;
  citizen: { name: string; email: string };
  conversationId: number;
  messageId: number;
  files: FileInPlace[];
  /** The sender's domain vouched for the address (DMARC pass). */
  addressVerified: boolean;
  /** False when an automatic answer could start a loop. */
  acknowledge: boolean;
  /** The same mail twice gives the same case. */
  idempotencyKey: string;
};

/** The few things that mail needs of cases; bound to the one engine in index.ts. */
export interface CaseDoor {
  /** Registers a case through the engine, inside the transaction that stores the mail. */
  register(ctx: Ctx, tx: Tx, input: MailCase): Promise<void>;
  /** A participant wrote on a thread: wakes a case that waits for the citizen, else notes the message on the case. */
  citizenWrote(
    ctx: Ctx,
    tx: Tx,
    wrote: { conversationId: number; messageId: number; codes: readonly string[] },
  ): Promise<void>;
  /** Threads of the cases with these codes, in the same order; unknown codes are left out. */
  threadsOf(db: Db, codes: readonly string[]): Promise<number[]>;
}
