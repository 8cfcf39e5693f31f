import type { Ctx } from '../platform/context.ts';
import type { Said } from '../platform/said.ts';
import { channelOf } from './channel.ts';
import { setMessageState } from './commands/set-message-state.ts';
import { loadOutgoing } from './message-queries.ts';
import { sendMessageJob } from './send-job.ts';

const NOT_CONNECTED: Said = { vi: 'Kênh này chưa được kết nối.', en: 'This channel is not connected.' };

/** Binds the sending job: loads the message, asks the channel's adapter, records what became of it. */
export function handleConversationJobs(ctx: Ctx): void {
  ctx.jobs.handle(sendMessageJob, async ({ messageId }) => {
    const outgoing = await loadOutgoing(ctx.db, messageId);
    if (!outgoing) return;
    const channel = channelOf(outgoing.channel);
    const result = channel
      ? await channel.send(ctx, outgoing.message)
      : ({ state: 'failed', detail: NOT_CONNECTED } as const);
    if (result.state === 'later') {
      await setMessageState(ctx, messageId, { state: 'queued', detail: result.detail, retryAt: result.at });
      return;
    }
    await setMessageState(ctx, messageId, {
      state: result.state,
      detail: result.state === 'failed' ? result.detail : null,
      externalId: result.state === 'sent' ? result.externalId : undefined,
    });
  });
}
