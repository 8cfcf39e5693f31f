import type { Ctx } from '../../platform/context.ts';

/** One row says how the process that leads stands to Asterisk; every process reads it. */
export async function noteStatus(
  ctx: Ctx,
  status: { connected: boolean; why: string | null; version?: string | null; lastEventAt?: Date },
): Promise<void> {
  const now = ctx.clock.now();
  const values = {
    connected: status.connected,
    why: status.why,
    ...(status.version === undefined ? {} : { asterisk_version: status.version }),
    ...(status.lastEventAt === undefined ? {} : { last_event_at: status.lastEventAt }),
  };
  await ctx.db
    .insertInto('hotline_status')
    .values({ ...values, since: now })
    .onConflict((c) =>
      c.column('id').doUpdateSet((e) => ({
        ...values,
        since: e
          .case()
          .when('hotline_status.connected', '=', status.connected)
          .then(e.ref('hotline_status.since'))
          .else(now)
          .end(),
      })),
    )
    .execute()
    .catch((error) => ctx.log.error({ err: error }, 'the state of the telephone line could not be noted'));
}
