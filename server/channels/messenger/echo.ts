import { AUTHOR_NAMES, recordEcho } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import type { InboundOutcome } from '../accounts/index.ts';
import type { MessengerAccount } from './account.ts';
import { enqueueLater, fetchAll } from './fetch-later.ts';
import { sendIdOf } from './metadata.ts';
import { adoptPerson } from './private-reply.ts';
import type { MessengerEvent } from './read-event.ts';

type Echo = Extract<MessengerEvent, { what: 'echo' }>;

/** The page's own inbox (Meta Business Suite). Source: Meta, Conversation Routing. */
const PAGE_INBOX = '263902037430900';

/**
 * Facebook tells of everything the page sends, by whichever program. What we sent ourselves is recognised by our mark, also
 * when the answer to our request is still on its way or was lost. The rest was written elsewhere and is kept in the thread.
 */
export async function takeEcho(ctx: Ctx, account: MessengerAccount, e: Echo): Promise<InboundOutcome> {
  if (await isOurs(ctx, account, e)) return { state: 'ignored', reason: 'own_echo' };
  const { files, parts, later } = await fetchAll(ctx, account, e.files);
  const kept = await transact(ctx, async (tx) => {
    const messageId = await recordEcho(tx, {
      channel: 'messenger',
      account: account.code,
      address: e.userId,
      externalId: e.mid,
      author: (e.appId === PAGE_INBOX ? AUTHOR_NAMES.pageInbox : AUTHOR_NAMES.pageProgram).vi,
      text: e.text,
      at: e.at,
      parts: [...e.parts, ...parts],
      attachments: files,
    });
    if (messageId !== null) enqueueLater(tx, account, messageId, later);
    return messageId;
  });
  return kept === null ? { state: 'ignored', reason: 'no_thread' } : { state: 'handled' };
}

async function isOurs(ctx: Ctx, account: MessengerAccount, e: Echo): Promise<boolean> {
  const byId = await ctx.db
    .selectFrom('messenger_sends')
    .select('id')
    .where('account_id', '=', account.id)
    .where('external_id', '=', e.mid)
    .executeTakeFirst();
  if (byId) return true;
  const id = sendIdOf(e.metadata);
  // Another installation on the same page may use the same mark: the app's id tells, where both are known.
  if (id === null || (account.settings.appId && e.appId && e.appId !== account.settings.appId)) return false;
  const row = await ctx.db
    .updateTable('messenger_sends')
    .set({ state: 'sent', external_id: e.mid, ended_at: ctx.clock.now() })
    .where('id', '=', id)
    .where('account_id', '=', account.id)
    // A private reply is addressed by its comment; its echo by the person.
    .where((w) => w.or([w('address', '=', e.userId), w('address', 'like', 'comment:%')]))
    .where('external_id', 'is', null)
    .returning(['address', 'message_id'])
    .executeTakeFirst();
  if (row?.address.startsWith('comment:')) await adoptPerson(ctx, account, row.message_id, e.userId);
  return row !== undefined;
}
