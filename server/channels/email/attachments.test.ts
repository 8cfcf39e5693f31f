import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { TINY_PNG } from '../../../test/support/email/build-mail.ts';
import { blockedNote, sortParts } from './attachments.ts';
import type { MailPart } from './parsed-mail.ts';

function part(filename: string, content: Buffer, more: Partial<MailPart> = {}): MailPart {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {
    partId: '1',
    filename,
    contentType: 'application/octet-stream',
    content,
    size: content.length,
    sha256,
    cid: null,
    inline: false,
    ...more,
  };
}
const PDF = Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n');
const EXE = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(58),
  Buffer.from([0x80, 0, 0, 0]),
  Buffer.alloc(64),
  Buffer.from('PE\0\0'),
  Buffer.alloc(200),
]);
const BIG_PNG = Buffer.concat([TINY_PNG, Buffer.alloc(2000)]);

test('the bytes say what a file is, not its name or label', async () => {
  const [pdf, exe] = await sortParts(
    [part('anh.jpg', PDF, { contentType: 'image/jpeg' }), part('don.pdf', EXE, { contentType: 'application/pdf' })],
    [],
  );
  assert.deepEqual([pdf?.mediaType, pdf?.role], ['application/pdf', 'file']);
  assert.deepEqual([exe?.mediaType, exe?.role], ['application/x-msdownload', 'blocked']);
});

test('scripts and shortcuts have no signature: their names tell, also behind a second ending', async () => {
  const names = ['a.js', 'don.pdf.exe', 'anh.jpg .scr', 'x.VBS', 'y.lnk', 'dia.iso', 'z.hta'];
  const sorted = await sortParts(
    names.map((name) => part(name, Buffer.from('x'))),
    [],
  );
  assert.deepEqual(
    sorted.map((one) => one.role),
    names.map(() => 'blocked'),
  );
  assert.match(blockedNote(sorted) ?? '', /don\.pdf\.exe/u);
  assert.equal(blockedNote([]), null);
});

test('pictures: shown in the text, tracker, or a file', async () => {
  const sorted = await sortParts(
    [
      part('a.png', BIG_PNG, { cid: 'a', inline: true }),
      part('b.png', TINY_PNG, { cid: 'b', inline: true }),
      part('c.png', BIG_PNG, { cid: 'c', inline: true }),
      part('d.png', TINY_PNG),
    ],
    ['a', 'b'],
  );
  assert.deepEqual(
    sorted.map((one) => one.role),
    ['inline', 'ignored', 'file', 'file'],
  );
});

test('parts for machines and empty parts are not filed; a nested mail is', async () => {
  const sorted = await sortParts(
    [
      part('x', Buffer.from('y'), { contentType: 'message/delivery-status' }),
      part('x', Buffer.alloc(0)),
      part('x.eml', Buffer.from('Subject: y'), { contentType: 'message/rfc822' }),
    ],
    [],
  );
  assert.deepEqual(
    sorted.map((one) => one.role),
    ['ignored', 'ignored', 'file'],
  );
});

test('a zip bomb stays packed: looking at it takes no time and no memory', async () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000));
  const name = '[Content_Types].xml';
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(bomb.length, 18);
  head.writeUInt32LE(50_000_000, 22);
  head.writeUInt16LE(name.length, 26);
  const zip = Buffer.concat([head, Buffer.from(name), bomb]);
  const started = performance.now();
  const before = process.memoryUsage().rss;
  const [sorted] = await sortParts([part('bom.docx', zip)], []);
  assert.equal(sorted?.role, 'file');
  assert.ok(performance.now() - started < 1000);
  assert.ok(process.memoryUsage().rss - before < 40_000_000);
});
