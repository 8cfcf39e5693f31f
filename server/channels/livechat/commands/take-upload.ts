import type { FastifyRequest } from 'fastify';
import { CAPABILITIES, fileProblems } from '../../../../contract/channels.ts';
import { WIDGET_LIMITS } from '../../../../contract/widget.ts';
import type { FileInPlace } from '../../../conversations/index.ts';
import type { Ctx, Tx } from '../../../platform/context.ts';
import { AppError, invalidField } from '../../../platform/errors.ts';
import { recordFiles, safeFileName } from '../../../platform/files/index.ts';
import { storeUpload } from '../../../platform/http/index.ts';
import { randomToken } from '../../../platform/ids.ts';
import type { Visitor } from '../sessions.ts';

export interface Upload {
  id: string;
  name: string;
  type: string;
  size: number;
}

/**
 * Takes in one file (multipart: `clientId` first, then `file`); its content says what it is, whatever its name. The
 * same client id again gives the file that is here.
 * @throws AppError `too_large` above 10 MB, `unsupported_media` for kinds that the channel does not carry
 */
export async function takeUpload(ctx: Ctx, visitor: Visitor, request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw new AppError('unsupported_media', {
      detail: { vi: 'Cần gửi dạng multipart/form-data.', en: 'It must be sent as multipart/form-data.' },
    });
  let clientId = '';
  for await (const part of request.parts({ limits: { files: 1, fields: 4, fileSize: WIDGET_LIMITS.fileBytes + 1 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'clientId') clientId = String(part.value);
      continue;
    }
    if (!/^[A-Za-z0-9-]{16,64}$/.test(clientId)) {
      part.file.resume();
      throw invalidField('clientId', { vi: 'Thiếu mã của tệp.', en: 'The id of the file is missing.' });
    }
    const known = await knownUpload(ctx, visitor, clientId);
    if (known) {
      part.file.resume();
      return known;
    }
    const name = safeFileName(part.filename, 'anh');
    const stored = await storeUpload(ctx.files, part.file, name, WIDGET_LIMITS.fileBytes);
    if (!stored) throw invalidField('file', { vi: 'Tệp rỗng.', en: 'The file is empty.' });
    const { mediaType } = stored;
    const [problem] = fileProblems(CAPABILITIES.livechat, [{ name, type: mediaType, size: stored.size }]);
    if (problem?.why === 'too_large')
      throw new AppError('too_large', {
        detail: { vi: 'Mỗi tệp tối đa 10 MB.', en: 'A file may have at most 10 MB.' },
      });
    if (problem)
      throw new AppError('unsupported_media', {
        detail: {
          vi: `Không nhận được tệp “${name}”: chỉ nhận ảnh, PDF, Word, Excel, ghi âm, video MP4.`,
          en: `The file “${name}” is not accepted: only pictures, PDF, Word, Excel, sound, MP4 video.`,
        },
      });
    return insertUpload(ctx, visitor, clientId, stored);
  }
  throw invalidField('file', { vi: 'Chưa có tệp.', en: 'There is no file yet.' });
}

async function knownUpload(ctx: Ctx, visitor: Visitor, clientId: string): Promise<Upload | null> {
  const row = await ctx.db
    .selectFrom('widget_uploads')
    .selectAll()
    .where('visitor_id', '=', visitor.id)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row ? { id: row.public_id, name: row.name, type: row.media_type, size: row.size } : null;
}

async function insertUpload(
  ctx: Ctx,
  visitor: Visitor,
  clientId: string,
  file: { sha256: string; size: number; name: string; mediaType: string },
): Promise<Upload> {
  const now = ctx.clock.now();
  await recordFiles(ctx.db, [file], now);
  await ctx.db
    .insertInto('widget_uploads')
    .values({
      public_id: `u_${randomToken(12)}`,
      visitor_id: visitor.id,
      client_id: clientId,
      sha256: file.sha256,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      created_at: now,
    })
    .onConflict((c) => c.columns(['visitor_id', 'client_id']).doNothing())
    .execute();
  const stored = await knownUpload(ctx, visitor, clientId);
  if (!stored) throw new AppError('internal');
  return stored;
}

/** The files that a message names, in its order, each of which goes into one message only. @throws AppError `invalid` */
export async function takeUploads(tx: Tx, visitor: Visitor, ids: readonly string[]): Promise<FileInPlace[]> {
  if (ids.length === 0) return [];
  const rows = await tx.db
    .updateTable('widget_uploads')
    .set({ used: true })
    .where('visitor_id', '=', visitor.id)
    .where('public_id', 'in', [...ids])
    .where('used', '=', false)
    .returning(['public_id', 'sha256', 'name', 'media_type', 'size'])
    .execute();
  return ids.map((id) => {
    const row = rows.find((r) => r.public_id === id);
    if (!row)
      throw invalidField('attachments', {
        vi: 'Có tệp chưa tải lên xong hoặc đã gửi rồi.',
        en: 'A file is not uploaded completely, or was sent already.',
      });
    return { sha256: row.sha256, name: row.name, mediaType: row.media_type, size: row.size };
  });
}
