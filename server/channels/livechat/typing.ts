/** Signs of typing: passed on between processes, never stored. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context.ts';
import { listen } from '../../platform/db/index.ts';

const CHANNEL = 'livechat_typing';

const sign = z.object({
  conversationId: z.number(),
  by: z.enum(['agent', 'visitor']),
  on: z.boolean(),
  /** Whose conversation it is, with `visitor`. */
  ownerId: z.number().nullish(),
});
export type TypingSign = z.infer<typeof sign>;

/** Tells every process that somebody types, or has stopped. Best effort: a failure is nobody's concern. */
export async function tellTyping(ctx: Pick<Ctx, 'db' | 'log'>, typing: TypingSign): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, (${JSON.stringify(typing)}::jsonb || jsonb_build_object('ownerId', owner_id))::text)
    from conversations where id = ${typing.conversationId}`
    .execute(ctx.db)
    .catch((err) => ctx.log.debug({ err }, 'a sign of typing was lost'));
}

/** Hears the signs of all processes. Returns the way to stop. */
export function hearTyping(
  ctx: Pick<Ctx, 'database'>,
  heard: (typing: TypingSign) => void,
): Promise<() => Promise<void>> {
  return listen({ ...ctx.database.pool.options, statement_timeout: 0 }, CHANNEL, (payload) => {
    if (payload === '') return;
    const parsed = sign.safeParse(JSON.parse(payload));
    if (parsed.success) heard(parsed.data);
  });
}
