import type { HealthState } from '../../../contract/channel-accounts.ts';
import type { Ctx } from '../../platform/context.ts';
import { keptSaid, type SpokenLanguage } from '../../platform/said.ts';
import { knownAccounts } from './facts.ts';

/**
 * One mark per channel for the top bar of every desk: its worst account, by the incidents that are open. Cheap, since
 * hundreds of desks ask; the watch of the workers has judged before.
 */
export async function channelMarks(
  ctx: Ctx,
  language: SpokenLanguage,
): Promise<{ channel: string; name: string; state: HealthState; what: string | null }[]> {
  const accounts = await knownAccounts(ctx);
  const open = await ctx.db
    .selectFrom('channel_incidents')
    .select(['channel', 'account', 'level', 'detail'])
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute();
  return [...Map.groupBy(accounts, (one) => one.channel)].map(([channel, own]) => {
    const used = own.filter((one) => one.enabled);
    const troubles = open.filter((one) => one.channel === channel && used.some((a) => a.account === one.account));
    const worst = troubles.find((one) => one.level === 'bad') ?? troubles[0];
    const account = used.find((one) => one.account === worst?.account) ?? used[0] ?? own[0];
    const state = used.length === 0 ? 'off' : (worst?.level ?? 'good');
    return {
      channel,
      name: keptSaid(account?.name ?? channel)[language],
      state,
      what: worst ? keptSaid(worst.detail)[language] : null,
    };
  });
}
