import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../errors.ts';
import { randomToken } from '../ids.ts';

export interface StoredFile {
  sha256: string;
  size: number;
  /** First bytes, for type sniffing. */
  head: Buffer;
}

/** Bytes by their SHA-256 under DATA_DIR/files; equal bytes are kept once and never changed. */
export interface FileStore {
  /** Stores a stream durably (fsync before it returns). @throws AppError `too_large` above `limit` bytes. */
  put(source: Readable | Buffer, limit: number): Promise<StoredFile>;
  read(sha256: string): Readable;
  readAll(sha256: string): Promise<Buffer>;
  path(sha256: string): string;
  has(sha256: string): Promise<boolean>;
  /** Deletes the bytes; harmless when they are gone. Only for stores whose content may be erased (recordings). */
  remove(sha256: string): Promise<void>;
  /** Deletes the bytes unless they were put (again) within the last hour. @returns whether they are gone */
  removeIdle(sha256: string): Promise<boolean>;
}

const HEAD = 4_100;
/** Between putting bytes and the row that names them lies less than this, in real time. */
const PUT_MS = 3_600_000;

export function createFileStore(root: string): FileStore {
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    path,
    async put(source, limit) {
      await mkdir(join(root, 'incoming'), { recursive: true });
      const temporary = join(root, 'incoming', randomToken(12));
      const hash = createHash('sha256');
      const heads: Buffer[] = [];
      let size = 0;
      const file = await open(temporary, 'wx', 0o600);
      try {
        for await (const part of Buffer.isBuffer(source) ? [source] : source) {
          const bytes = part as Buffer;
          size += bytes.length;
          if (size > limit)
            throw new AppError('too_large', {
              detail: {
                vi: `Tệp lớn hơn ${Math.floor(limit / 1_048_576)} MB.`,
                en: `The file is larger than ${Math.floor(limit / 1_048_576)} MB.`,
              },
            });
          if (size - bytes.length < HEAD) heads.push(bytes.subarray(0, HEAD));
          hash.update(bytes);
          await file.writeFile(bytes);
        }
        await file.sync();
      } catch (error) {
        await file.close();
        await rm(temporary, { force: true });
        throw error;
      }
      await file.close();
      const sha256 = hash.digest('hex');
      const target = path(sha256);
      await mkdir(join(target, '..'), { recursive: true });
      await rename(temporary, target);
      const folder = await open(join(target, '..'), 'r');
      await folder.sync().finally(() => folder.close());
      return { sha256, size, head: Buffer.concat(heads).subarray(0, HEAD) };
    },
    read: (sha256) => createReadStream(path(sha256)),
    async readAll(sha256) {
      const parts: Buffer[] = [];
      for await (const part of createReadStream(path(sha256))) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
    has: (sha256) =>
      stat(path(sha256)).then(
        () => true,
        () => false,
      ),
    remove: (sha256) => rm(path(sha256), { force: true }),
    async removeIdle(sha256) {
      const target = path(sha256);
      const idle = async (at: string) => {
        const found = await stat(at).catch(() => null);
        return found === null || Date.now() - found.mtimeMs > PUT_MS;
      };
      if (!(await idle(target))) return false;
      // Out of the way first: who puts the same bytes now puts them beside, and what is taken away is looked at again.
      const aside = join(root, 'incoming', randomToken(12));
      await mkdir(join(root, 'incoming'), { recursive: true });
      try {
        await rename(target, aside);
      } catch {
        return true;
      }
      if (!(await idle(aside))) {
        await rename(aside, target);
        return false;
      }
      await rm(aside, { force: true });
      return true;
    },
  };
}
