import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { firstLoad, isCurrent, MOST_AT_FIRST, overBudget } from './desk-budget.ts';

const folder = mkdtempSync(join(tmpdir(), '1022-budget-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function build(scriptBytes: number): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    `<script type="module" src="/desk/assets/a.js"></script><link rel="modulepreload" href="/desk/assets/b.js">
     <link rel="stylesheet" href="/desk/assets/c.css"><link rel="icon" href="/desk/assets/icon.svg">`,
  );
  writeFileSync(join(folder, 'assets/a.js'), randomBytes(scriptBytes));
  writeFileSync(join(folder, 'assets/b.js'), 'export {}');
  writeFileSync(join(folder, 'assets/c.css'), 'a{}');
  writeFileSync(join(folder, 'assets/later.js'), randomBytes(MOST_AT_FIRST * 2));
}

test('what was not built is not judged', () => {
  assert.equal(firstLoad(folder), null);
  assert.equal(overBudget(folder), null);
});

test('scripts, preloaded modules and styles count; what is loaded later does not', () => {
  build(MOST_AT_FIRST - 2_000);
  assert.deepEqual(
    firstLoad(folder)?.map(({ file }) => file),
    ['index.html', 'assets/a.js', 'assets/b.js', 'assets/c.css'],
  );
  assert.equal(overBudget(folder), null);
  build(MOST_AT_FIRST + 1);
  assert.match(overBudget(folder) ?? '', /at most 250000 are allowed.*Largest: assets\/a\.js/);
});

test('a build counts until a source is newer than it', () => {
  const sources = mkdtempSync(join(tmpdir(), '1022-budget-sources-'));
  after(() => rmSync(sources, { recursive: true, force: true }));
  mkdirSync(join(sources, 'desk'));
  writeFileSync(join(sources, 'desk/a.ts'), '');
  build(10);
  utimesSync(join(folder, 'index.html'), 2_000, 2_000);
  utimesSync(join(sources, 'desk/a.ts'), 1_000, 1_000);
  assert.equal(isCurrent(folder, [sources]), true);
  utimesSync(join(sources, 'desk/a.ts'), 3_000, 3_000);
  assert.equal(isCurrent(folder, [sources]), false);
  assert.equal(isCurrent(join(folder, 'never'), [sources]), false);
});
