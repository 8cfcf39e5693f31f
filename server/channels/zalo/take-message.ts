import type { MessagePart } from '../../../contract/channels.ts';
import { AUTHOR_NAMES, type FileInPlace, type Received, receive } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { ZaloAccount } from './account.ts';
import { fetchMediaJob, lostPart, placeholder } from './fetch-later.ts';
import { fetchMedia } from './media.ts';
import type { Attached } from './read-attachments.ts';
import type { ZaloEvent } from './read-event.ts';
import { touchUser, withProfile } from './users.ts';

/** Who writes from a web page without a Zalo account is addressed by his thread: `anonymous:<thread>:<id>`. */
export function anonymousAddress(thread: string, id: string): string {
  return `anonymous:${thread}:${id}`;
}

/** Files a message of a citizen in his thread, with what can be fetched of its pictures and files. */
export async function takeMessage(
  ctx: Ctx,
  account: ZaloAccount,
  e: Extract<ZaloEvent, { what: 'message' }>,
): Promise<Received> {
  const anonymous = e.anonymousThread !== null;
  const touched = await touchUser(ctx.db, account, e.userId, e.at);
  const user = anonymous ? touched : await withProfile(ctx, account, touched);
  const { files, parts, later } = await fetchAll(ctx, account, e.files);
  const name = user.display_name ?? '';
  return receive(
    ctx,
    {
      channel: 'zalo',
      account: account.code,
      externalId: e.msgId,
      kind: 'human',
      from: {
        name: name || (anonymous ? AUTHOR_NAMES.website.vi : ''),
        address: e.anonymousThread === null ? e.userId : anonymousAddress(e.anonymousThread, e.userId),
      },
      subject: '',
      text: e.text,
      folded: null,
      html: null,
      inReplyTo: null,
      sentAt: e.at,
      attachments: files,
      conversationId: 'latest',
      quotedExternalId: e.quotedMsgId,
      parts: [...e.parts, ...parts],
      ...(anonymous ? {} : { identity: { kind: 'zalo', value: e.userId, confidence: 'verified' } as const }),
    },
    async (tx, { messageId }) => enqueueLater(tx, account, messageId, later),
  );
}

function enqueueLater(
  tx: Tx,
  account: ZaloAccount,
  messageId: number,
  later: { attached: Attached; n: number }[],
): void {
  for (const { attached, n } of later)
    tx.enqueue(fetchMediaJob.with({ accountId: account.id, messageId, n, attached }, { key: `${messageId}:${n}` }));
}

/** What could be fetched at once, and places for what comes later or never. */
export async function fetchAll(ctx: Ctx, account: ZaloAccount, attached: readonly Attached[]) {
  const files: FileInPlace[] = [];
  const parts: MessagePart[] = [];
  const later: { attached: Attached; n: number }[] = [];
  for (const [n, one] of attached.entries()) {
    const fetched = await fetchMedia(ctx, account, one);
    if (fetched.kind === 'ok') files.push(fetched.file);
    else if (fetched.kind === 'never') parts.push(lostPart(one, fetched.why));
    else {
      parts.push(placeholder(one, n));
      later.push({ attached: one, n });
    }
  }
  return { files, parts, later };
}
