import type { MessagePart } from '../../../contract/channels.ts';
import { AUTHOR_NAMES, editMessage, receive, retractMessage } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { keepSaid } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import type { InboundOutcome } from '../accounts/index.ts';
import type { MessengerAccount } from './account.ts';
import { enqueueLater, fetchAll } from './fetch-later.ts';
import type { MessengerEvent } from './read-event.ts';

type Comment = Extract<MessengerEvent, { what: 'comment' }>;

/** Threads of comments are addressed by post and person until the private answer tells who the person is in Messenger. */
export function commentAddress(postId: string, fromId: string): string {
  return `comment:${postId}:${fromId}`;
}

/** The name under which a comment is stored as a message. */
export const commentMessageId = (commentId: string) => `comment:${commentId}`;

/** A comment or visitor's post: a message of a thread of its own, which the first answer leaves for Messenger. */
export async function takeComment(
  ctx: Ctx,
  account: MessengerAccount,
  e: Comment,
  lastTry: boolean,
): Promise<InboundOutcome> {
  if (!account.settings.comments) return { state: 'ignored', reason: 'comments_off' };
  if (e.fromId === account.settings.pageId) return { state: 'ignored', reason: 'own_comment' };
  if (e.verb === 'add') return added(ctx, account, e);
  const externalId = commentMessageId(e.commentId);
  const known = await transact(ctx, async (tx) => {
    if (e.verb === 'edited') return editMessage(tx, { channel: 'messenger', externalId, text: e.text, at: e.at });
    await tx.db
      .updateTable('messenger_comments')
      .set({ removed_at: e.at })
      .where('account_id', '=', account.id)
      .where('comment_id', '=', e.commentId)
      .execute();
    return retractMessage(tx, { channel: 'messenger', externalId, at: e.at });
  });
  if (known) return { state: 'handled' };
  if (!lastTry) throw new Error('an edit or removal of a comment that is not known yet');
  return { state: 'ignored', reason: 'not_our_message' };
}

async function added(ctx: Ctx, account: MessengerAccount, e: Comment): Promise<InboundOutcome> {
  // A tag of a friend or a bare sticker says nothing to us.
  if (e.text.trim() === '' && e.photo === null) return { state: 'ignored', reason: 'empty_comment' };
  const at = e.writtenAt ?? e.at;
  // Without the permission to read names Facebook does not say who: each comment is then a thread of its own.
  const address = commentAddress(e.postId, e.fromId ?? e.commentId);
  const photo = e.photo === null ? [] : [{ kind: 'image' as const, url: e.photo, name: 'anh.jpg' }];
  const { files, parts, later } = await fetchAll(ctx, account, photo);
  const page = keepSaid(
    e.target === 'comment'
      ? { vi: 'Bình luận trên trang', en: 'Comment on the page' }
      : { vi: 'Bài đăng trên trang', en: 'Post on the page' },
  );
  const link: MessagePart = { kind: 'link', url: `https://www.facebook.com/${e.commentId}`, title: page };
  await receive(
    ctx,
    {
      channel: 'messenger',
      account: account.code,
      externalId: commentMessageId(e.commentId),
      kind: 'human',
      from: { name: e.fromName ?? AUTHOR_NAMES.facebook.vi, address },
      subject: '',
      text: e.text,
      folded: null,
      html: null,
      inReplyTo: null,
      sentAt: at,
      attachments: files,
      conversationId: 'latest',
      parts: [link, ...parts],
      meta: { what: e.target, commentId: e.commentId, postId: e.postId },
    },
    async (tx, { messageId }) => {
      enqueueLater(tx, account, messageId, later);
      await tx.db
        .insertInto('messenger_comments')
        .values({
          account_id: account.id,
          comment_id: e.commentId,
          target: e.target,
          post_id: e.postId,
          address,
          created_at: at,
        })
        .onConflict((c) => c.columns(['account_id', 'comment_id']).doNothing())
        .execute();
    },
  );
  return { state: 'handled' };
}
