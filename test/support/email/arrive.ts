import { Readable } from 'node:stream';
import type { TestApp } from '../app.ts';
import { buildMail } from './build-mail.ts';

type Arrived = { mailboxId: number; uidValidity: number; uid: number; receivedAt: Date; size: number };
type Store = (ctx: TestApp['ctx'], mail: Arrived, open: () => Promise<Readable>) => Promise<unknown>;

/**
 * Brings mails in as the listener would, without a mail server.
 * @param store the channel's own way of storing a mail
 */
export function arrivals(app: TestApp, store: Store) {
  const { ctx } = app;
  let uid = 0;
  return {
    /** A citizen's mail with an id of its own. */
    mail: (headers: Record<string, string | string[] | null> = {}, body?: string | Buffer) =>
      buildMail({
        headers: { 'Message-ID': `<thu-${uid + 1}@thu.example>`, ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    /** Stores and handles a mail; returns its row and, if it was filed, its message. */
    async arrive(raw: Buffer, mailboxId = 1) {
      uid += 1;
      const arrived = { mailboxId, uidValidity: 1, uid, receivedAt: ctx.clock.now(), size: raw.length };
      await store(ctx, arrived, async () => Readable.from([raw]));
      await app.settle();
      const row = await ctx.db.selectFrom('inbound_mails').selectAll().where('uid', '=', uid).executeTakeFirstOrThrow();
      const message = row.received_message_id
        ? await ctx.db
            .selectFrom('messages')
            .selectAll()
            .where('id', '=', row.received_message_id)
            .executeTakeFirstOrThrow()
        : null;
      return { row, message };
    },
  };
}
