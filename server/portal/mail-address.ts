import type { Ctx } from '../platform/context.ts';

/** The address under which citizens reach us by mail: of the first mailbox in use, or null when there is none. */
export async function mailAddress(ctx: Ctx): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('mailboxes')
    .select('address')
    .where('enabled', '=', true)
    .orderBy('id')
    .executeTakeFirst();
  return row?.address ?? null;
}
