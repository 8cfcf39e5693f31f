import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { planTests } from './find-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('without filters everything runs, calls and killed servers last', () => {
  const { quick, browser, calls, killed } = planTests(root, []);
  assert.ok(quick.includes('scripts/test/find-files.test.ts'));
  assert.ok(browser.every((file) => file.startsWith('test/e2e/')));
  assert.ok(calls.every((file) => file.startsWith('test/hotline/')));
  assert.ok(killed.every((file) => file.startsWith('test/crash/')));
  assert.ok(quick.every((file) => !/^test\/(e2e|crash|hotline)\//.test(file)));
});

test('a filter is a file, a folder or a part of the path', () => {
  const file = 'scripts/test/find-files.test.ts';
  assert.deepEqual(planTests(root, [file]).quick, [file]);
  assert.deepEqual(planTests(root, ['find-files']).quick, [file]);
  assert.ok(planTests(root, ['scripts/test']).quick.includes(file));
});

test('a filter that matches nothing is an error', () => {
  assert.throws(() => planTests(root, ['no-such-thing']), /no test file matches "no-such-thing"/);
});
