import { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import type { FileInPlace } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { carriesTraces, safeFileName, sniff, withoutTraces } from '../platform/files/index.ts';

export const MOST_PHOTOS = 5;
/** Bytes per photo: what telephones make, with room. */
export const PHOTO_LIMIT = 15 * 1_048_576;
const KINDS: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/avif',
]);
/** How long a photo that came with a faulty form may wait for the corrected one. */
const KEEP = 2 * 3_600_000;
const SEAL = 'portal.photo';

export type Photo = Pick<FileInPlace, 'sha256' | 'name' | 'mediaType' | 'size'>;
export type PhotoProblem = { why: 'large' | 'kind'; name: string };

/**
 * Takes in one uploaded file: its first bytes decide, before anything is written. An empty field, as browsers send it
 * when nothing is chosen, gives null.
 */
export async function takePhoto(ctx: Ctx, part: MultipartFile): Promise<Photo | PhotoProblem | null> {
  const name = safeFileName(part.filename, 'anh');
  const bytes = part.file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const heads: Buffer[] = [];
  let length = 0;
  while (length < 4_100) {
    const next = await bytes.next();
    if (next.done) break;
    heads.push(next.value);
    length += next.value.length;
  }
  if (length === 0) return null;
  const { mediaType } = await sniff(Buffer.concat(heads), name);
  if (!KINDS.has(mediaType)) {
    await drain(bytes);
    return { why: 'kind', name };
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* heads;
    for (;;) {
      const next = await bytes.next();
      if (next.done) return;
      yield next.value;
    }
  }
  try {
    // What the telephone noted (where the citizen lives, perhaps) is not kept; where it happened he says in the form.
    const source = carriesTraces(mediaType) ? await clean(whole(), mediaType) : Readable.from(whole());
    const { sha256, size } = await ctx.files.put(source, PHOTO_LIMIT);
    return { sha256, name, mediaType, size };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'too_large') throw error;
    part.file.resume();
    return { why: 'large', name };
  }
}

async function clean(parts: AsyncIterable<Buffer>, mediaType: string): Promise<Buffer> {
  const read: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > PHOTO_LIMIT) throw new AppError('too_large');
    read.push(part);
  }
  return withoutTraces(Buffer.concat(read), mediaType);
}

/** Reads the rest of a refused file, so that the parts after it can be read. */
async function drain(bytes: AsyncIterator<Buffer>): Promise<void> {
  while (!(await bytes.next()).done);
}

/** A photo as a token for the form: only this installation can make or read it. */
export function sealPhoto(ctx: Ctx, photo: Photo): string {
  return ctx.secrets.seal(JSON.stringify({ ...photo, at: ctx.clock.now().getTime() }), SEAL);
}

/** Photos of tokens; what was tampered with, has grown old or has no bytes any more is passed over. */
export async function openPhotos(ctx: Ctx, tokens: readonly string[]): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (const token of tokens.slice(0, MOST_PHOTOS)) {
    try {
      const { at, ...photo } = JSON.parse(ctx.secrets.open(token, SEAL)) as Photo & { at: number };
      if (ctx.clock.now().getTime() - at < KEEP && (await ctx.files.has(photo.sha256))) photos.push(photo);
    } catch {
      // Not a token of ours.
    }
  }
  return photos;
}
