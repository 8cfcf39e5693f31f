import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import { carriesTraces, type FileStore, type StoredFile, safeFileName, sniff, withoutTraces } from '../files/index.ts';

export interface UploadedFile extends StoredFile {
  name: string;
  mediaType: string;
}

/** What staff and citizens may send per file. */
export const UPLOAD_LIMIT = 25 * 1_048_576;
/** First bytes, by which the kind of a file is told. */
const HEAD = 4_100;

/**
 * Stores what somebody sends us, or refuses it: the kind is told by the content, programs are refused before anything is
 * written, and a picture loses what its camera noted (where, when, whose) on the way in. An empty file gives null.
 * @throws AppError `unsupported_media` for programs and scripts, `too_large` above `limit` bytes
 */
export async function storeUpload(
  files: FileStore,
  source: Readable,
  name: string,
  limit = UPLOAD_LIMIT,
): Promise<UploadedFile | null> {
  const parts = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const read: Buffer[] = [];
  let size = 0;
  let ended = false;
  const more = async () => {
    const next = await parts.next();
    ended = next.done === true;
    if (next.done) return;
    read.push(next.value);
    size += next.value.length;
    if (size > limit) throw tooLarge(limit);
  };
  while (!ended && size < HEAD) await more();
  if (size === 0) return null;
  const { mediaType, blocked } = await sniff(Buffer.concat(read).subarray(0, HEAD), name);
  if (blocked) {
    source.resume();
    throw new AppError('unsupported_media', {
      detail: {
        vi: `Tệp “${name}” là chương trình hoặc tập lệnh nên không được nhận.`,
        en: `The file “${name}” is a program or script and is not accepted.`,
      },
    });
  }
  if (carriesTraces(mediaType)) {
    while (!ended) await more();
    return { ...(await files.put(await withoutTraces(Buffer.concat(read), mediaType), limit)), name, mediaType };
  }
  const whole = Readable.from(
    (async function* () {
      yield* read;
      for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
    })(),
    { objectMode: false },
  );
  return { ...(await files.put(whole, limit)), name, mediaType };
}

const tooLarge = (limit: number) =>
  new AppError('too_large', {
    detail: {
      vi: `Mỗi tệp tối đa ${Math.floor(limit / 1_048_576)} MB.`,
      en: `A file may have at most ${Math.floor(limit / 1_048_576)} MB.`,
    },
  });

/**
 * Reads a multipart request: files go straight to the store (sniffed by content), fields come back as text.
 * An empty file field, as browsers send it when nothing is chosen, is passed over.
 * @throws AppError `unsupported_media` for programs and scripts, `too_large` above 25 MB.
 */
export async function receiveFiles(
  request: FastifyRequest,
  files: FileStore,
): Promise<{ files: UploadedFile[]; fields: Record<string, string> }> {
  const received: UploadedFile[] = [];
  const fields: Record<string, string> = {};
  if (!request.isMultipart())
    throw new AppError('unsupported_media', {
      detail: { vi: 'Cần gửi dạng multipart/form-data.', en: 'It must be sent as multipart/form-data.' },
    });
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value ?? '');
      continue;
    }
    const stored = await storeUpload(files, part.file, safeFileName(part.filename));
    if (part.file.truncated) throw tooLarge(UPLOAD_LIMIT);
    if (stored) received.push(stored);
  }
  return { files: received, fields };
}
