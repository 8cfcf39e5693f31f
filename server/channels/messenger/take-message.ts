import { receive } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { MessengerAccount } from './account.ts';
import { enqueueLater, fetchAll } from './fetch-later.ts';
import type { MessengerEvent } from './read-event.ts';
import { noteOtherApp, noteReferral, touchUser, withProfile } from './users.ts';

/** Files a message of a citizen in his thread, with what can be fetched of its pictures and files. */
export async function takeMessage(
  ctx: Ctx,
  account: MessengerAccount,
  e: Extract<MessengerEvent, { what: 'message' }>,
): Promise<void> {
  const touched = await touchUser(ctx.db, account, e.userId, e.at);
  await noteOtherApp(ctx, account, e.userId, e.standby, e.at);
  if (typeof e.meta.referral === 'object' && e.meta.referral !== null)
    await noteReferral(ctx, account, e.userId, e.meta.referral);
  const user = await withProfile(ctx, account, touched);
  const { files, parts, later } = await fetchAll(ctx, account, e.files);
  await receive(
    ctx,
    {
      channel: 'messenger',
      account: account.code,
      externalId: e.mid,
      kind: 'human',
      from: { name: user.name ?? '', address: e.userId },
      subject: '',
      text: e.text,
      folded: null,
      html: null,
      inReplyTo: null,
      sentAt: e.at,
      attachments: files,
      conversationId: 'latest',
      quotedExternalId: e.quotedMid,
      parts: [...e.parts, ...parts],
      meta: JSON.parse(JSON.stringify(e.meta).replaceAll('\\u0000', '')),
      identity: { kind: 'messenger', value: e.userId, confidence: 'verified' },
    },
    async (tx, { messageId }) => enqueueLater(tx, account, messageId, later),
  );
}
