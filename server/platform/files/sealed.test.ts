import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { newDataKey, openSealed, PART, SealBroken, sealedSize, sealStream } from './sealed.ts';

const root = await mkdtemp(join(tmpdir(), 'td1022-sealed-'));
after(() => rm(root, { recursive: true, force: true }));
let count = 0;

async function all(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Seals `plain`, cut into pieces of odd sizes, and returns where it lies. */
async function seal(plain: Buffer, piece = 10_007) {
  const key = newDataKey();
  const pieces: Buffer[] = [];
  for (let at = 0; at < plain.length; at += piece) pieces.push(plain.subarray(at, at + piece));
  const sealing = sealStream(key, Readable.from(pieces));
  const sealed = await all(sealing.stream);
  const path = join(root, String(++count));
  await writeFile(path, sealed);
  return { key, path, sealed, told: sealing.plain() };
}

for (const size of [0, 1, PART - 1, PART, PART + 1, 2 * PART, 3 * PART + 17]) {
  test(`${size} bytes come back as they went in, and are not readable on disk`, async () => {
    const plain = randomBytes(size);
    const { key, path, sealed, told } = await seal(plain);
    assert.equal(sealed.length, sealedSize(size));
    assert.equal(told.size, size);
    assert.ok((await all(openSealed(path, key, size))).equals(plain));
    if (size > 100) assert.ok(!sealed.includes(plain.subarray(0, 32)));
  });
}

test('any range equals the same range of the plain bytes', async () => {
  const plain = randomBytes(3 * PART + 4_321);
  const { key, path } = await seal(plain);
  const at = fc.nat({ max: plain.length - 1 });
  await fc.assert(
    fc.asyncProperty(at, at, async (a, b) => {
      const range = { start: Math.min(a, b), end: Math.max(a, b) };
      const got = await all(openSealed(path, key, plain.length, range));
      assert.ok(got.equals(plain.subarray(range.start, range.end + 1)));
    }),
    { numRuns: 60 },
  );
});

test('one flipped bit anywhere is noticed', async () => {
  const plain = randomBytes(2 * PART + 99);
  const { key, path, sealed } = await seal(plain);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: sealed.length * 8 - 1 }), async (bit) => {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await writeFile(path, changed);
      await assert.rejects(all(openSealed(path, key, plain.length)), SealBroken);
    }),
    { numRuns: 40 },
  );
});

test('a cut file, swapped parts and another key are noticed', async () => {
  const plain = randomBytes(3 * PART);
  const { key, path, sealed } = await seal(plain);
  await assert.rejects(all(openSealed(path, newDataKey(), plain.length)), SealBroken);
  const one = PART + 16;
  await writeFile(
    path,
    Buffer.concat([sealed.subarray(one, 2 * one), sealed.subarray(0, one), sealed.subarray(2 * one)]),
  );
  await assert.rejects(all(openSealed(path, key, plain.length)), SealBroken);
  await writeFile(path, sealed);
  await truncate(path, sealed.length - 5);
  await assert.rejects(all(openSealed(path, key, plain.length)), SealBroken);
  // Cut at the border of a part: the part before does not say that it is the last.
  await truncate(path, 2 * one);
  await assert.rejects(all(openSealed(path, key, 2 * PART)), SealBroken);
  assert.equal((await readFile(path)).length, 2 * one);
});
