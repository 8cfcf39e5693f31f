import { z } from 'zod';
import type { MessagePart } from '../../../contract/channels.ts';
import { attachFiles, type FileInPlace } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { loadAccountById } from '../accounts/index.ts';
import { replacePart } from '../shared/replace-part.ts';
import { type MessengerAccount, messengerKind } from './account.ts';
import { fetchMedia, MEDIA_WORDS } from './media.ts';
import type { Attached } from './read-attachments.ts';

/** Fetches a file that could not be fetched when its message came. Tries for some hours: the address does not live long. */
export const fetchMediaJob = defineJob(
  'messenger.fetch_media',
  z.object({
    accountId: z.number().int(),
    messageId: z.number().int(),
    n: z.number().int(),
    attached: z.object({ kind: z.enum(['image', 'audio', 'video', 'file']), url: z.string(), name: z.string() }),
  }),
  { retryLimit: 9, retryDelay: 20, concurrency: 2 },
);

interface Later {
  attached: Attached;
  n: number;
}

/** What could be fetched at once, and places for what comes later or never. */
export async function fetchAll(ctx: Ctx, account: MessengerAccount, attached: readonly Attached[]) {
  const files: FileInPlace[] = [];
  const parts: MessagePart[] = [];
  const later: Later[] = [];
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

export function enqueueLater(tx: Tx, account: MessengerAccount, messageId: number, later: readonly Later[]): void {
  for (const { attached, n } of later)
    tx.enqueue(fetchMediaJob.with({ accountId: account.id, messageId, n, attached }, { key: `${messageId}:${n}` }));
}

/** The part that keeps the place of a file; `n` tells several apart. */
function placeholder(attached: Attached, n: number): MessagePart {
  const word = MEDIA_WORDS[attached.kind];
  return {
    kind: 'unsupported',
    what: keepSaid({
      vi: `${word.vi} đang được tải về từ Facebook (${n + 1})`,
      en: `${word.en}: being fetched from Facebook (${n + 1})`,
    }),
  };
}

/** What stays when a file cannot be had: where it lies, and why it is not here. */
function lostPart(attached: Attached, why: Said): MessagePart {
  const word = MEDIA_WORDS[attached.kind];
  const title = keepSaid({
    vi: `${word.vi} không tải được: ${why.vi}`,
    en: `${word.en} could not be fetched: ${why.en}`,
  });
  return { kind: 'link', url: attached.url, title };
}

export function handleFetchLater(ctx: Ctx): void {
  ctx.jobs.handle(fetchMediaJob, async ({ accountId, messageId, n, attached }) => {
    const account = await loadAccountById(ctx, messengerKind, accountId);
    if (!account) return;
    const fetched = await fetchMedia(ctx, account, attached);
    if (fetched.kind === 'later') throw new Error(`a file of Facebook could not be fetched: ${fetched.why}`);
    await transact(ctx, async (tx) => {
      const instead = fetched.kind === 'never' ? lostPart(attached, fetched.why) : null;
      const replaced = await replacePart(tx, messageId, placeholder(attached, n), instead);
      if (replaced && fetched.kind === 'ok')
        await attachFiles(tx, [fetched.file], { messageId, source: 'citizen', createdBy: null });
    });
  });
}
