/** The application with cases and notices in it, and what people were told by a piece of work. */
import { registerKnowledge } from '../../server/knowledge/index.ts';
import { type MailDoor, registerNotifications } from '../../server/notifications/index.ts';
import type { StartOptions } from './app.ts';
import { startCasesApp } from './cases-app.ts';

/** @param options.door how mail to staff is sent; none by default */
export async function startNoticesApp(options: StartOptions & { door?: MailDoor } = {}) {
  const app = await startCasesApp({
    ...options,
    register: async (fastify, ctx) => {
      registerKnowledge(fastify, ctx);
      await options.register?.(fastify, ctx);
      registerNotifications(fastify, ctx, options.door);
    },
  });
  /** Who was told what by `work`, as `kind: names` with the names sorted; kinds in their order. */
  async function told(work: () => Promise<unknown>): Promise<Record<string, string[]>> {
    await app.settle();
    const before = await app.ctx.db
      .selectFrom('notices')
      .select((e) => e.fn.max('id').as('id'))
      .executeTakeFirst();
    await work();
    await app.settle();
    const rows = await app.ctx.db
      .selectFrom('notices as n')
      .innerJoin('users as u', 'u.id', 'n.user_id')
      .select(['n.kind', 'u.display_name'])
      .where('n.id', '>', before?.id ?? 0)
      .execute();
    const byKind = Map.groupBy(rows, (r) => r.kind);
    return Object.fromEntries(
      [...byKind]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([kind, list]) => [kind, list.map((r) => r.display_name).sort()]),
    );
  }
  return { ...app, told };
}
