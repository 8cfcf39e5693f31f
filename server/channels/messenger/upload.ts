import type { OutgoingFile } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { stringOf } from '../shared/values.ts';
import type { MessengerAccount } from './account.ts';
import { callGraph, type Outcome, ofPage } from './api.ts';

/** Milliseconds. */
const PATIENCE = 60_000;

const NO_ID: Said = { vi: 'câu trả lời không có attachment_id', en: 'the answer has no attachment_id' };

export type Uploaded = { kind: 'ok'; attachmentId: string } | Exclude<Outcome, { kind: 'ok' }>;

/**
 * Puts a file at Facebook before the message is sent: an upload whose answer is lost harms nobody and is done again, a
 * message would be doubled.
 */
export async function upload(
  ctx: Ctx,
  account: MessengerAccount,
  kind: 'image' | 'audio' | 'video' | 'file',
  file: OutgoingFile,
): Promise<Uploaded> {
  const bytes = await ctx.files.readAll(file.sha256);
  const form = new FormData();
  form.append('message', JSON.stringify({ attachment: { type: kind, payload: { is_reusable: true } } }));
  form.append('filedata', new Blob([new Uint8Array(bytes)], { type: file.mediaType }), file.name);
  const outcome = await callGraph(ctx, account, {
    method: 'POST',
    path: ofPage(account, '/message_attachments'),
    form,
    patience: PATIENCE,
  });
  if (outcome.kind === 'unknown') return { kind: 'unreachable', detail: outcome.detail };
  if (outcome.kind !== 'ok') return outcome;
  const attachmentId = stringOf(outcome.data.attachment_id);
  return attachmentId ? { kind: 'ok', attachmentId } : { kind: 'unreachable', detail: NO_ID };
}
