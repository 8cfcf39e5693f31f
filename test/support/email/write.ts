import { openConversation, post } from '../../../server/conversations/index.ts';
import { SYSTEM } from '../../../server/platform/auth/index.ts';
import { transact } from '../../../server/platform/transact.ts';
import type { TestApp } from '../app.ts';
import { CITIZEN } from './mail-app.ts';

export type Written = {
  to?: string;
  account?: string;
  kind?: 'human' | 'auto';
  purpose?: string;
  conversationId?: number;
};

/** Writing to citizens, and looking at what became of it. */
export function writing(app: Pick<TestApp, 'ctx' | 'settle'>) {
  const { ctx } = app;
  return {
    /** Queues a message, on a new thread unless one is named. */
    write: (options: Written = {}) =>
      transact(ctx, async (tx) => {
        const to = {
          channel: 'email' as const,
          account: options.account ?? 'default',
          address: options.to ?? CITIZEN,
          subject: 'Đường hỏng',
        };
        const conversationId = options.conversationId ?? (await openConversation(tx, to));
        const purpose = options.purpose ? { purpose: options.purpose } : {};
        const message = { conversationId, kind: options.kind ?? 'human', text: 'Kính gửi ông, đã nhận.', ...purpose };
        return { conversationId, messageId: await post(tx, SYSTEM, message) };
      }),
    message: (id: number) => ctx.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    outbound: (id: number) =>
      ctx.db.selectFrom('outbound_mails').selectAll().where('message_id', '=', id).executeTakeFirstOrThrow(),
    outcomes: async (id: number) => {
      const rows = await ctx.db
        .selectFrom('outbound_attempts as a')
        .innerJoin('outbound_mails as o', 'o.id', 'a.outbound_id')
        .select('a.outcome')
        .where('o.message_id', '=', id)
        .orderBy('a.n')
        .execute();
      return rows.map((row) => row.outcome);
    },
    /** Runs the waiting jobs as if every pause were over. */
    async retryNow() {
      await ctx.database.pool.query(`update pgboss.job set start_after = now() where state in ('created', 'retry')`);
      await app.settle();
    },
  };
}
