import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { create, extract } from 'tar';
import { startCasesApp } from '../../../test/support/cases-app.ts';
import { freshDatabase } from '../../../test/support/db.ts';
import { openRecording, storeRecording } from '../../hotline/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { sequencePending, verifyChain } from '../../platform/events/index.ts';
import { createFileStore } from '../../platform/files/index.ts';
import { createSecretBox, loadSecretKey } from '../../platform/secrets.ts';
import { installationFact } from '../installation.ts';
import { type Manifest, makeBackup, openArchive, restoreBackup } from './index.ts';

// The whole product: the backup reaches into the store of recordings, and with it come the jobs of every domain.
const app = await startCasesApp({ whole: true });
const target = await freshDatabase('restored');
const folder = await mkdtemp(join(tmpdir(), 'td1022-backup-'));
after(() => rm(folder, { recursive: true, force: true }));
const archive = join(folder, 'all.tar');
let counter = 0;
const open = (file: string) => openArchive(file, join(folder, `opened-${++counter}`));
const config = { ...app.ctx.config, dataDir: join(folder, 'new') };

async function storeFile(ctx: Ctx, text: string): Promise<string> {
  const { sha256, size } = await ctx.files.put(Buffer.from(text), 1_000);
  const row = { sha256, size, media_type: 'text/plain', created_at: ctx.clock.now() };
  await ctx.db.insertInto('files').values(row).execute();
  return sha256;
}

test('a backup made while people work comes back row by row, file by file', async () => {
  for (let i = 0; i < 5; i += 1)
    await app.newCase({
      content: `Đèn đường hỏng số ${i}: "ngoặc", \\ và 𝛑`,
      citizen: { name: 'Nguyễn Thị Năm', email: 'nam@example.vn' },
    });
  const kept = await storeFile(app.ctx, 'ảnh hiện trường');
  const heard = await storeRecording(app.ctx, Buffer.from('âm thanh cuộc gọi'), { name: 'call-1-1' });
  await app.ctx.events.drain();
  let writing = true;
  const writers = [0, 1, 2].map(async () => {
    while (writing) await app.newCase();
  });
  const saved = await makeBackup(app.ctx, archive, { withKey: true });
  writing = false;
  await Promise.all(writers);

  const opened = join(folder, 'opened-first');
  assert.deepEqual(await openArchive(archive, opened), saved);
  const restored = await restoreBackup({ config, database: target }, saved, opened, { force: false });
  assert.equal(restored.key, 'restored');
  assert.equal(restored.chain.head, saved.chain.hash);

  // The proof of the pudding: a backup of the restored installation has the same counts and hashes.
  await target.db.deleteFrom('installation').where('key', '=', 'jobs_to_resume').execute();
  const files = createFileStore(join(config.dataDir, 'files'));
  const again = await makeBackup({ config, database: target, files, clock: app.clock }, join(folder, 'again.tar'), {
    withKey: true,
  });
  assert.deepEqual(again.tables, saved.tables);
  assert.deepEqual(again.sequences, saved.sequences);
  // Codes go on where they stopped: the number behind them belongs to no column.
  assert.ok(Number(saved.sequences.find((s) => s.name === 'case_number')?.last) >= rowsOf(saved, 'cases'));
  assert.deepEqual(again.files, saved.files);
  assert.equal((await files.readAll(kept)).toString(), 'ảnh hiện trường');
  // Recordings lie encrypted in the archive, and the key that came along opens them.
  assert.deepEqual([again.recordings, saved.recordings.length], [saved.recordings, 1]);
  const archived = await readFile(join(opened, 'recordings', saved.recordings[0]?.sha256 ?? ''));
  assert.ok(!archived.includes(Buffer.from('cuộc gọi')));
  const secrets = createSecretBox(loadSecretKey(config.dataDir, null));
  const recording = await openRecording({ config, db: target.db, secrets }, heard.id);
  assert.equal(Buffer.concat(await recording.read().toArray()).toString(), 'âm thanh cuộc gọi');
  assert.ok(rowsOf(saved, 'cases') >= 5 && rowsOf(saved, 'events') > 10, 'something was in it');
  assert.ok(saved.jobs.length > 0, 'mails to the citizens were waiting');
});

const rowsOf = (manifest: Manifest, name: string) => manifest.tables.find((t) => t.name === name)?.rows ?? 0;

test('events go on behind the last link, those not chained yet included', async () => {
  while (((await sequencePending(target.db))?.added ?? 0) > 0);
  const before = await verifyChain(target.db);
  const event = {
    at: app.clock.now(),
    type: 'user.enabled',
    actor_kind: 'system' as const,
    data: '{}',
    audience: '{"to":[]}',
  };
  await target.db.insertInto('events').values(event).execute();
  for (let tries = 0; (await verifyChain(target.db)).checked === before.checked && tries < 500; tries += 1)
    await sequencePending(target.db);
  const chain = await verifyChain(target.db);
  assert.deepEqual([chain.ok, chain.checked], [true, before.checked + 1]);
  const { rows } = await target.pool.query(
    'select count(*)::int as n from events where id not in (select event_id from event_log)',
  );
  assert.equal(rows[0]?.n, 0);
});

test('an installation with data is not overwritten unless told to; then waiting jobs come along', async () => {
  const opened = join(folder, 'opened-again');
  const manifest = await openArchive(archive, opened);
  await assert.rejects(
    restoreBackup({ config, database: target }, manifest, opened, { force: false }),
    refusal('not_now'),
  );
  const once = join(folder, 'opened-force');
  await restoreBackup({ config, database: target }, await openArchive(archive, once), once, { force: true });
  const jobs = (await installationFact(target.db, 'jobs_to_resume')) as unknown[];
  assert.equal(jobs.length, manifest.jobs.length);
});

test('a cut, changed or strange archive is refused', async () => {
  const bytes = await readFile(archive);
  const cut = join(folder, 'cut.tar');
  for (const share of [0.1, 0.5, 0.9]) {
    await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * share)));
    await assert.rejects(open(cut), refusal('invalid'), `${share} of it`);
  }
  const flipped = Buffer.from(bytes);
  flipped.write('X', flipped.indexOf('Đèn đường hỏng số 3'));
  await writeFile(cut, flipped);
  await assert.rejects(open(cut), /the table cases was changed|the table .* was changed/);
  await writeFile(cut, 'this is a letter');
  await assert.rejects(open(cut), refusal('invalid'));
  await assert.rejects(open(join(folder, 'nothing.tar')), /there is no file/);
  await assert.rejects(open(await repacked('strange', (dir) => writeFile(join(dir, 'run.sh'), 'rm'))), /run\.sh/);
  const more = (dir: string) => copyFile(join(dir, 'manifest.json'), join(dir, 'files', 'a'.repeat(64)));
  await assert.rejects(open(await repacked('more', more)), /does not name/);
});

async function repacked(name: string, change: (dir: string) => Promise<void>): Promise<string> {
  const dir = await mkdtemp(join(folder, name));
  await extract({ file: archive, cwd: dir });
  await change(dir);
  const file = join(folder, `${name}.tar`);
  await create({ file, cwd: dir }, await readdir(dir));
  return file;
}

const refusal = (code: string) => (error: unknown) => {
  assert.ok(error instanceof AppError);
  assert.equal(error.code, code, error.message);
  return true;
};
