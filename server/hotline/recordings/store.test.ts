import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, truncate } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { SealBroken } from '../../platform/files/index.ts';
import { openRecording, recordingStore, storeRecording } from './store.ts';

const app = await startApp();
const { ctx } = app;
const sound = randomBytes(200_000);

async function all(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
const row = (name: string) =>
  ctx.db.selectFrom('recording_files').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('a recording is kept sealed, read in parts, and stored once however often it is handed in', async () => {
  const stored = await storeRecording(ctx, sound, { name: 'call-1-1' });
  const again = await storeRecording(ctx, randomBytes(10), { name: 'call-1-1' });
  assert.deepEqual(again, stored);
  const opened = await openRecording(ctx, stored.id);
  assert.equal(opened.size, sound.length);
  assert.ok((await all(opened.read())).equals(sound));
  assert.ok((await all(opened.read({ start: 65_000, end: 131_999 }))).equals(sound.subarray(65_000, 132_000)));
  const { sha256, sealed_key } = await row('call-1-1');
  const disk = await readFile(recordingStore(ctx.config.dataDir).path(sha256));
  assert.ok(!disk.includes(sound.subarray(0, 64)));
  assert.match(sealed_key ?? '', /^v1\./);
});

test('two processes that store the same name at once agree', async () => {
  const [one, two] = await Promise.all([
    storeRecording(ctx, sound, { name: 'call-2-1' }),
    storeRecording(ctx, sound, { name: 'call-2-1' }),
  ]);
  assert.deepEqual(one, two);
  assert.ok((await all((await openRecording(ctx, one.id)).read())).equals(sound));
});

test('a key moved to another row opens nothing; a cut file and a lost one are told apart', async () => {
  const { id } = await storeRecording(ctx, sound, { name: 'call-3-1' });
  const other = await row('call-1-1');
  const own = await row('call-3-1');
  const set = (values: object) => ctx.db.updateTable('recording_files').set(values).where('id', '=', id).execute();
  await set({ sealed_key: other.sealed_key });
  await assert.rejects(openRecording(ctx, id), refused('bad_setting'));
  await set({ sealed_key: own.sealed_key });
  await truncate(recordingStore(ctx.config.dataDir).path(own.sha256), 70_000);
  await assert.rejects(all((await openRecording(ctx, id)).read()), SealBroken);
  await recordingStore(ctx.config.dataDir).remove(own.sha256);
  await assert.rejects(openRecording(ctx, id), refused('not_found'));
  await set({ sealed_key: null, erased_at: ctx.clock.now() });
  await assert.rejects(openRecording(ctx, id), refused('not_found'));
  await assert.rejects(storeRecording(ctx, sound, { name: 'call-3-1' }), refused('conflict'));
});
