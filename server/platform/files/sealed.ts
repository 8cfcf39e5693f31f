import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** A part of a sealed file cannot be read: it was changed, cut, or belongs to another key. */
export class SealBroken extends Error {}

/** Plain bytes per sealed part: one part is what a jump into the middle of a file costs. */
export const PART = 65_536;
const TAG = 16;

/** A key for one file; never used for a second one, so that numbered nonces are safe. */
export function newDataKey(): Buffer {
  return randomBytes(32);
}

/** Size on disk of so many plain bytes. */
export function sealedSize(plainSize: number): number {
  return plainSize + TAG * Math.max(1, Math.ceil(plainSize / PART));
}

// The number of a part is its nonce, and whether it is the last one is bound to it: parts can neither be swapped nor
// left out at the end.
const nonceOf = (index: number) => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
};
const boundTo = (last: boolean) => Buffer.from(last ? 'sealed file 1, last' : 'sealed file 1');

function sealPart(key: Buffer, index: number, plain: Buffer, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(boundTo(last));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openPart(key: Buffer, index: number, sealed: Buffer, last: boolean): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(boundTo(last));
  try {
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken(`part ${index} of a sealed file was changed or belongs to another key`, { cause });
  }
}

export interface Sealing {
  /** The sealed bytes; read to its end once. */
  readonly stream: Readable;
  /** Size and SHA-256 of the plain bytes; complete when the stream has ended. */
  plain(): { size: number; sha256: string };
}

/** Encrypts a stream in parts (AES-256-GCM) that can be opened one by one. */
export function sealStream(key: Buffer, source: Readable | Buffer): Sealing {
  const hash = createHash('sha256');
  let size = 0;
  async function* parts() {
    let waiting: Buffer[] = [];
    let held = 0;
    let index = 0;
    for await (const piece of Buffer.isBuffer(source) ? [source] : source) {
      const bytes = piece as Buffer;
      hash.update(bytes);
      size += bytes.length;
      waiting.push(bytes);
      held += bytes.length;
      if (held <= PART) continue;
      let all = Buffer.concat(waiting);
      // The last part is kept back: only the end of the stream says that it is the last.
      for (; all.length > PART; all = all.subarray(PART)) {
        yield sealPart(key, index, all.subarray(0, PART), false);
        index += 1;
      }
      waiting = [all];
      held = all.length;
    }
    yield sealPart(key, index, Buffer.concat(waiting), true);
  }
  return {
    stream: Readable.from(parts(), { objectMode: false }),
    plain: () => ({ size, sha256: hash.copy().digest('hex') }),
  };
}

/**
 * Plain bytes `start` to `end` (inclusive) of a sealed file; only the parts that hold them are read and opened.
 * @throws SealBroken on the stream when a part was changed or is missing
 */
export function openSealed(
  path: string,
  key: Buffer,
  plainSize: number,
  range: { start: number; end: number } = { start: 0, end: plainSize - 1 },
): Readable {
  async function* bytes() {
    const file = await open(path, 'r');
    try {
      const lastIndex = Math.max(0, Math.ceil(plainSize / PART) - 1);
      const to = Math.min(lastIndex, Math.floor(range.end / PART));
      for (let index = Math.floor(range.start / PART); index <= to; index += 1) {
        const from = index * PART;
        const length = Math.min(PART, plainSize - from);
        const sealed = Buffer.alloc(length + TAG);
        const { bytesRead } = await file.read(sealed, 0, sealed.length, index * (PART + TAG));
        if (bytesRead < sealed.length) throw new SealBroken(`a sealed file ends within part ${index}`);
        const plain = openPart(key, index, sealed, index === lastIndex);
        yield plain.subarray(Math.max(0, range.start - from), range.end - from + 1);
      }
    } finally {
      await file.close();
    }
  }
  return Readable.from(bytes(), { objectMode: false });
}
