/** A ZIP archive written while its files are still being made (APPNOTE 6.3, sizes after the data): constant memory. */
import { pipeline, Readable } from 'node:stream';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  name: string;
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>;
}

const MADE_BY = 20;
const SIZES_FOLLOW_UTF8 = 0x0808;
const DEFLATE = 8;
// 1980-01-01, the first day that ZIP knows: the moment of export stands in the file name, not in every entry.
const NO_DATE = 0x21;

interface Written {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/**
 * The bytes of the archive; the next entry is asked for when the one before is written. An archive above 4 GB is not
 * supported: that would be some twenty million rows.
 */
export async function* zipFile(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const done: Written[] = [];
  let offset = 0;
  for await (const { name, chunks } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset };
    const head = localHead(entry.name);
    offset += head.length;
    yield head;
    for await (const packed of deflated(chunks, entry)) {
      entry.packed += packed.length;
      offset += packed.length;
      yield packed;
    }
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(entry.crc, 4);
    tail.writeUInt32LE(entry.packed, 8);
    tail.writeUInt32LE(entry.size, 12);
    offset += tail.length;
    yield tail;
    done.push(entry);
  }
  const directory = Buffer.concat(done.map(centralHead));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(done.length, 8);
  end.writeUInt16LE(done.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([directory, end]);
}

/** Packs what comes; checksum and size are noted in passing. Who stops reading stops the rows behind it, too. */
async function* deflated(chunks: ZipEntry['chunks'], entry: Written): AsyncGenerator<Buffer> {
  async function* noted(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      yield chunk;
    }
  }
  const packer = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  // What fails on the way comes out of the packer, where it is thrown to the reader.
  pipeline(Readable.from(noted(), { objectMode: false }), packer, () => {});
  for await (const packed of packer) yield packed as Buffer;
}

function localHead(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(MADE_BY, 4);
  head.writeUInt16LE(SIZES_FOLLOW_UTF8, 6);
  head.writeUInt16LE(DEFLATE, 8);
  head.writeUInt16LE(NO_DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function centralHead({ name, crc, packed, size, offset }: Written): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(MADE_BY, 4);
  head.writeUInt16LE(MADE_BY, 6);
  head.writeUInt16LE(SIZES_FOLLOW_UTF8, 8);
  head.writeUInt16LE(DEFLATE, 10);
  head.writeUInt16LE(NO_DATE, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, name]);
}
