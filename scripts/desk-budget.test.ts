import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { firstLoad, isCurrent, MOST, overBudget } from './desk-budget.ts';

const folder = mkdtempSync(join(tmpdir(), '1022-budget-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function build(bytes: { list: number; desk: number }): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    `<script type="module" src="/desk/assets/a.js"></script><link rel="modulepreload" href="/desk/assets/b.js">
     <link rel="stylesheet" href="/desk/assets/c.css"><link rel="icon" href="/desk/assets/icon.svg">
     <meta name="desk-files" content="/desk/assets/desk-1.js /desk/assets/d.js">`,
  );
  const files = { 'b.js': 'export {}', 'c.css': 'a{}', 'd.js': 'export {}', 'desk-1.css': 'b{}' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'assets', name), text);
  writeFileSync(join(folder, 'assets/a.js'), randomBytes(bytes.list));
  writeFileSync(join(folder, 'assets/desk-1.js'), randomBytes(bytes.desk));
  writeFileSync(join(folder, 'assets/later.js'), randomBytes(MOST.desk * 2));
}
const names = (step: 'list' | 'desk') => firstLoad(folder, step)?.map(({ file }) => file);

test('what was not built is not judged', () => {
  assert.equal(firstLoad(folder, 'list'), null);
  assert.equal(overBudget(folder), null);
});

test('scripts, preloaded modules and styles count, each step with its own limit; what is loaded later does not', () => {
  build({ list: MOST.list - 2_000, desk: MOST.desk - MOST.list - 2_000 });
  assert.deepEqual(names('list'), ['index.html', 'assets/a.js', 'assets/b.js', 'assets/c.css']);
  assert.deepEqual(names('desk')?.slice(4), ['assets/desk-1.js', 'assets/d.js', 'assets/desk-1.css']);
  assert.equal(overBudget(folder), null);
  build({ list: MOST.list + 1, desk: 10 });
  assert.match(overBudget(folder) ?? '', /\(list\).*at most 47000 are allowed.*Largest: assets\/a\.js/);
  build({ list: 1_000, desk: MOST.desk });
  assert.match(overBudget(folder) ?? '', /\(desk\).*at most 202000 are allowed.*Largest: assets\/desk-1\.js/);
});

test('a build counts until a source is newer than it', () => {
  const sources = mkdtempSync(join(tmpdir(), '1022-budget-sources-'));
  after(() => rmSync(sources, { recursive: true, force: true }));
  mkdirSync(join(sources, 'desk'));
  writeFileSync(join(sources, 'desk/a.ts'), '');
  build({ list: 10, desk: 10 });
  utimesSync(join(folder, 'index.html'), 2_000, 2_000);
  utimesSync(join(sources, 'desk/a.ts'), 1_000, 1_000);
  assert.equal(isCurrent(folder, [sources]), true);
  utimesSync(join(sources, 'desk/a.ts'), 3_000, 3_000);
  assert.equal(isCurrent(folder, [sources]), false);
  assert.equal(isCurrent(join(folder, 'never'), [sources]), false);
});
