import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startCasesApp } from '../../test/support/cases-app.ts';
import type { FreshDatabase } from '../../test/support/db.ts';
import { forgetCalendars, loadCalendar } from '../calendar/index.ts';

const app = await startCasesApp();
const database = app.ctx.database as FreshDatabase;
const folder = await mkdtemp(join(tmpdir(), '1022-calendar-'));
after(() => rm(folder, { recursive: true, force: true }));

/** `bin/1022 calendar import …` as an operator runs it. */
function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
  // The folder of the socket as the host: a setting must be a whole address.
  const url = `postgres://tongdai@${encodeURIComponent(database.socketDir)}/${database.name}`;
  const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: url, LOG_LEVEL: 'error' };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'calendar', 'import', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test('a file of days from the command line: tried, wrong, brought in', async () => {
  const file = join(folder, 'nghi.csv');
  await writeFile(file, 'ngày,loại,tên\n2028-03-03,nghỉ lễ,Ngày hội\n2028-03-32,nghỉ lễ,Sai');
  const tried = await run(file, '--dry-run', '--json');
  assert.equal(tried.stderr, '');
  assert.equal(tried.code, 1);
  assert.deepEqual(JSON.parse(tried.stdout).counts, { new: 1, changed: 0, same: 0, error: 1 });
  const refused = await run(file);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /Dòng 3/);
  await writeFile(file, 'ngày,loại,tên\n2028-03-03,nghỉ lễ,Ngày hội');
  const done = await run(file, '--calendar', 'hanh-chinh');
  assert.deepEqual([done.code, done.stderr], [0, '']);
  assert.match(done.stdout, /✓ Đã nhập/);
  forgetCalendars(database.db);
  const calendar = await loadCalendar(database.db, 'hanh-chinh');
  const day = calendar.dayAt(Date.parse('2028-03-03T12:00:00+07:00'));
  assert.equal(day.exception?.name, 'Ngày hội');
  assert.equal((await run(join(folder, 'khong-co.csv'))).code, 2);
});
