import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';

/** The parts of a ZIP by its central directory: name → bytes. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const head = bytes.readUInt32LE(at + 42);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const data = inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(at + 20)));
    assert.equal(data.length, bytes.readUInt32LE(at + 24), name);
    parts.set(name, data);
    at += 46 + bytes.readUInt16LE(at + 28);
  }
  return parts;
}
