import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { createFileStore, type FileStore, newDataKey, openSealed, sealStream } from '../../platform/files/index.ts';

/** The longest recording that is kept: about six hours of telephone sound. Bytes. */
const MOST = 400 * 1_048_576;

/** A recording as it is kept: plain sizes, never a key. */
export interface StoredRecording {
  /** `recording_files.id` */
  id: number;
  plainSize: number;
  plainSha256: string;
  mediaType: string;
}

/** Where sealed recordings lie: beside the files, but on their own, because they are erased one day. */
export function recordingStore(dataDir: string): FileStore {
  return createFileStore(join(dataDir, 'recordings'));
}

// A key moved to the row of another recording does not open it.
const purposeOf = (name: string) => `recording:${name}`;

/**
 * Encrypts a recording onto the disk (fsync) and writes the row that opens it. Called outside of transactions; storing
 * a name that is there already changes nothing, so it may be repeated after a crash.
 * @param name of the recording at the exchange; unique
 * @throws AppError `too_large`, or `conflict` when the recording of this name was erased
 */
export async function storeRecording(
  ctx: Pick<Ctx, 'config' | 'db' | 'secrets' | 'clock'>,
  source: Readable | Buffer,
  { name, mediaType = 'audio/wav' }: { name: string; mediaType?: string },
): Promise<StoredRecording> {
  const known = await byName(ctx, name);
  if (known) return known;
  const store = recordingStore(ctx.config.dataDir);
  const key = newDataKey();
  const sealing = sealStream(key, source);
  const stored = await store.put(sealing.stream, MOST);
  const plain = sealing.plain();
  const row = await ctx.db
    .insertInto('recording_files')
    .values({
      name,
      sealed_key: ctx.secrets.seal(key.toString('base64url'), purposeOf(name)),
      sha256: stored.sha256,
      size: stored.size,
      plain_sha256: plain.sha256,
      plain_size: plain.size,
      media_type: mediaType,
      created_at: ctx.clock.now(),
    })
    .onConflict((c) => c.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) return { id: row.id, plainSize: plain.size, plainSha256: plain.sha256, mediaType };
  // Another process stored it in the meantime: its bytes count.
  await store.remove(stored.sha256);
  const winner = await byName(ctx, name);
  if (!winner) throw new Error(`the recording ${name} is neither stored nor storable`);
  return winner;
}

async function byName(ctx: Pick<Ctx, 'db'>, name: string): Promise<StoredRecording | null> {
  const row = await ctx.db.selectFrom('recording_files').selectAll().where('name', '=', name).executeTakeFirst();
  if (!row) return null;
  if (row.erased_at)
    throw new AppError('conflict', {
      detail: {
        vi: `Bản ghi âm ${name} đã được xóa theo thời hạn lưu.`,
        en: `The recording ${name} was erased when its time was over.`,
      },
    });
  return { id: row.id, plainSize: row.plain_size, plainSha256: row.plain_sha256, mediaType: row.media_type };
}

/** A stored recording that can be read, whole or in part. */
export interface OpenRecording {
  size: number;
  mediaType: string;
  /** Plain bytes, both ends included. The stream fails with `SealBroken` where the file was changed. */
  read(range?: { start: number; end: number }): Readable;
}

/**
 * Opens a recording for reading.
 * @throws AppError `not_found` when it was erased or its file is gone, `bad_setting` when SECRET_KEY is another one
 */
export async function openRecording(ctx: Pick<Ctx, 'config' | 'db' | 'secrets'>, id: number): Promise<OpenRecording> {
  const row = await ctx.db.selectFrom('recording_files').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row?.sealed_key)
    throw new AppError('not_found', { detail: { vi: 'Bản ghi âm đã được xóa.', en: 'The recording was erased.' } });
  const store = recordingStore(ctx.config.dataDir);
  if (!(await store.has(row.sha256)))
    throw new AppError('not_found', {
      detail: {
        vi: 'Tệp ghi âm không còn trên đĩa. Hãy phục hồi từ bản sao lưu.',
        en: 'The sound file is no longer on disk. Restore it from a backup.',
      },
    });
  const key = Buffer.from(ctx.secrets.open(row.sealed_key, purposeOf(row.name)), 'base64url');
  return {
    size: row.plain_size,
    mediaType: row.media_type,
    read: (range) => openSealed(store.path(row.sha256), key, row.plain_size, range),
  };
}
