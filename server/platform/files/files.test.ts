import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import type { AppError } from '../errors.ts';
import { createFileStore, safeFileName, sniff } from './index.ts';

const root = await mkdtemp(join(tmpdir(), 'td1022-files-'));
after(() => rm(root, { recursive: true, force: true }));
const store = createFileStore(root);

test('equal bytes are kept once, by their hash', async () => {
  const one = await store.put(Buffer.from('xin chào'), 100);
  const two = await store.put(Readable.from([Buffer.from('xin '), Buffer.from('chào')]), 100);
  assert.equal(one.sha256, two.sha256);
  assert.equal((await store.readAll(one.sha256)).toString(), 'xin chào');
  assert.deepEqual(await readdir(join(root, 'incoming')), []);
});

test('a stream over the limit leaves nothing behind', async () => {
  const endless = Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(100)));
  await assert.rejects(store.put(endless, 1_000), (e: AppError) => e.code === 'too_large');
  assert.deepEqual(await readdir(join(root, 'incoming')), []);
});

test('only a hash is a path', () => {
  assert.throws(() => store.path('../../etc/passwd'));
});

for (const [given, shown] of [
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\a\\Ảnh hiện trường.JPG', 'Ảnh hiện trường.JPG'],
  ['a\n/../x.png', 'x.png'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['...', 'tep-dinh-kem'],
  [undefined, 'tep-dinh-kem'],
  [`${'đ'.repeat(300)}.pdf`, `${'đ'.repeat(98)}.pdf`],
] as const) {
  test(`file name ${JSON.stringify(given)?.slice(0, 40)}`, () => assert.equal(safeFileName(given), shown));
}

test('the type comes from the bytes, not from the name', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  assert.deepEqual(await sniff(png, 'x.pdf'), { mediaType: 'image/png', blocked: false });
  const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(64)]);
  assert.equal((await sniff(elf, 'anh.jpg')).blocked, true);
  assert.equal((await sniff(Buffer.from('alert(1)'), 'a.js')).blocked, true);
  assert.deepEqual(await sniff(Buffer.from('Kính gửi'), 'thu.txt'), { mediaType: 'text/plain', blocked: false });
});
