import { z } from 'zod';
import type { MessagePart } from '../../../contract/channels.ts';
import { attachFiles } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { loadAccountById } from '../accounts/index.ts';
import { replacePart } from '../shared/replace-part.ts';
import { type ZaloAccount, zaloKind } from './account.ts';
import { fetchMedia, MEDIA_WORDS } from './media.ts';
import type { Attached } from './read-attachments.ts';

/** Fetches a file that could not be fetched when its message came. Tries for about a day. */
export const fetchMediaJob = defineJob(
  'zalo.fetch_media',
  z.object({
    accountId: z.number().int(),
    messageId: z.number().int(),
    n: z.number().int(),
    attached: z.object({
      kind: z.enum(['image', 'gif', 'audio', 'video', 'file']),
      url: z.string(),
      name: z.string(),
      size: z.number().nullable(),
    }),
  }),
  { retryLimit: 9, retryDelay: 30, concurrency: 2 },
);

/** The part that keeps the place of a file; `n` tells several apart. */
export function placeholder(attached: Attached, n: number): MessagePart {
  const word = MEDIA_WORDS[attached.kind];
  return {
    kind: 'unsupported',
    what: keepSaid({
      vi: `${word.vi} đang được tải về từ Zalo (${n + 1})`,
      en: `${word.en}: being fetched from Zalo (${n + 1})`,
    }),
  };
}

/** What stays when a file cannot be had: where it lies, and why it is not here. */
export function lostPart(attached: Attached, why: Said): MessagePart {
  const word = MEDIA_WORDS[attached.kind];
  const title = keepSaid({
    vi: `${word.vi} không tải được: ${why.vi}`,
    en: `${word.en} could not be fetched: ${why.en}`,
  });
  return { kind: 'link', url: attached.url, title };
}

export function handleFetchLater(ctx: Ctx): void {
  ctx.jobs.handle(fetchMediaJob, async ({ accountId, messageId, n, attached }) => {
    const account = await loadAccountById(ctx, zaloKind, accountId);
    if (!account) return;
    const fetched = await fetchMedia(ctx, account as ZaloAccount, attached);
    if (fetched.kind === 'later') throw new Error(`a file of Zalo could not be fetched: ${fetched.why}`);
    await transact(ctx, async (tx) => {
      const replaced = await replacePart(
        tx,
        messageId,
        placeholder(attached, n),
        fetched.kind === 'never' ? lostPart(attached, fetched.why) : null,
      );
      if (replaced && fetched.kind === 'ok')
        await attachFiles(tx, [fetched.file], { messageId, source: 'citizen', createdBy: null });
    });
  });
}
