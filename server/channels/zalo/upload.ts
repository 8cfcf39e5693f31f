import sharp from 'sharp';
import type { OutgoingFile } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import type { ZaloAccount } from './account.ts';
import { callZalo, type Outcome } from './api.ts';
import { object, stringOf } from './values.ts';

const PATIENCE = 60_000;

/** `attachment` of the message that sends the file; or how the upload failed. */
export type Uploaded = { kind: 'ok'; attachment: object } | Exclude<Outcome, { kind: 'ok' }> | { kind: 'unreadable' };

/** Uploads a file and makes the part of the message that shows it. Nothing is seen by the citizen yet. */
export async function upload(
  ctx: Ctx,
  account: ZaloAccount,
  kind: 'image' | 'gif' | 'file',
  file: OutgoingFile,
): Promise<Uploaded> {
  const original = await ctx.files.readAll(file.sha256);
  const fitted =
    kind === 'image' ? await fitImage(original, file.mediaType, account.settings.imageKilobytes * 1000) : null;
  if (kind === 'image' && fitted === null) return { kind: 'unreadable' };
  const bytes = fitted?.bytes ?? original;
  const type = fitted?.type ?? file.mediaType;
  const name = fitted?.type === 'image/jpeg' ? file.name.replace(/\.\w+$/, '.jpg') : file.name;
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const outcome = await callZalo(ctx, account, {
    method: 'POST',
    path: `/v2.0/oa/upload/${kind}`,
    form,
    patience: PATIENCE,
  });
  // An upload whose answer is lost harms nobody: it is done again.
  if (outcome.kind !== 'ok') return outcome;
  const { data } = outcome;
  if (kind === 'file') {
    const token = stringOf(data.token);
    if (!token) return { kind: 'unreachable', detail: missingWords('token') };
    return { kind: 'ok', attachment: { type: 'file', payload: { token } } };
  }
  const id = stringOf(object(data).attachment_id);
  if (!id) return { kind: 'unreachable', detail: missingWords('attachment_id') };
  const size = kind === 'gif' ? await sizeOf(bytes) : {};
  const element = { media_type: kind, attachment_id: id, ...size };
  return { kind: 'ok', attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } } };
}

const missingWords = (what: string): Said => ({ vi: `câu trả lời không có ${what}`, en: `the answer has no ${what}` });

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(bytes).metadata();
  return { width: width ?? 1, height: height ?? 1 };
}

/** Longest side and JPEG quality, tried in this order until the picture is small enough. */
const STEPS: readonly [side: number, quality: number][] = [
  [2560, 82],
  [1920, 78],
  [1280, 74],
  [960, 65],
];

/** A JPEG or PNG of at most `max` bytes; null when it is no picture. Turned upright, without its hidden data. */
export async function fitImage(
  bytes: Buffer,
  type: string,
  max: number,
): Promise<{ bytes: Buffer; type: string } | null> {
  if (type !== 'image/webp' && bytes.length <= max) return { bytes, type };
  let smallest: Buffer | null = null;
  for (const [side, quality] of STEPS) {
    try {
      const picture = sharp(bytes, { limitInputPixels: 100_000_000 }).rotate();
      const flat = picture
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#fff' });
      smallest = await flat.jpeg({ quality }).toBuffer();
    } catch {
      return null;
    }
    if (smallest.length <= max) break;
  }
  return smallest === null ? null : { bytes: smallest, type: 'image/jpeg' };
}
