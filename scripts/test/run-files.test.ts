import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import type { FileResult } from './run-files.ts';

const root = mkdtempSync(join(tmpdir(), 'run-'));
after(() => rmSync(root, { recursive: true }));

const head = `import { test } from 'node:test';\n`;
const files: Record<string, [content: string, passed: number, failed: number, skipped: number]> = {
  'good.test.ts': [`${head}test('a', () => {}); test('b', (t) => t.test('c', () => {}));`, 3, 0, 0],
  'bad.test.ts': [`${head}test('a', () => {}); test('b', () => { throw new Error('broken'); });`, 1, 1, 0],
  'child.test.ts': [`${head}test('b', (t) => t.test('c', () => { throw new Error('x'); }));`, 0, 1, 0],
  'skip.test.ts': [`${head}test('a', { skip: 'no root' }, () => {}); test('b', () => {});`, 1, 0, 1],
  'none.test.ts': [`export {};`, 0, 1, 0],
  'syntax.test.ts': [`${head}test('a', () => {`, 0, 1, 0],
  'late.test.ts': [`${head}test('a', () => { setTimeout(() => { throw new Error('late'); }, 1); });`, 1, 1, 0],
  'spin.test.ts': [`${head}test('a', () => { for (;;) {} });`, 0, 1, 0],
};

test('every way to fail is counted, and nothing hangs', async () => {
  for (const [name, [content]] of Object.entries(files)) writeFileSync(join(root, name), content);
  const { results, printed } = await runElsewhere();

  const counted = Object.fromEntries(
    results.map(({ file, passed, failed, skipped }) => [file, [passed, failed, skipped]]),
  );
  assert.deepEqual(counted, Object.fromEntries(Object.entries(files).map(([name, [, ...counts]]) => [name, counts])));
  assert.match(printed, /✗ b\n\s+Error: broken/);
  assert.match(printed, /skipped a: no root/);
  assert.match(printed, /it holds no test/);
  assert.match(printed, /it was ended after 5 s/);
});

/** node:test refuses to run files from within a test: a process of its own does it. */
async function runElsewhere(): Promise<{ results: FileResult[]; printed: string }> {
  const script = `
    import { runFiles } from ${JSON.stringify(new URL('run-files.ts', import.meta.url).href)};
    const options = ${JSON.stringify({ root, concurrency: 2, timeoutMs: 5_000 })};
    const results = await runFiles(${JSON.stringify(Object.keys(files))}, options);
    console.log(JSON.stringify(results));`;
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const run = promisify(execFile);
  const file = join(root, 'run.ts');
  writeFileSync(file, script);
  const { stdout } = await run(process.execPath, [file], { env });
  const lines = stdout.trimEnd().split('\n');
  return { results: JSON.parse(lines.pop() ?? ''), printed: lines.join('\n') };
}
