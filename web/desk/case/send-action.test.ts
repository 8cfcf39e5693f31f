/** Nothing acts on a case past the one helper that gives every sending its key. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const WEB = join(import.meta.dirname, '..', '..');
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*'[^']*contract\/actions\.ts'/g;

test('only send-action.ts calls the doors that carry out actions', () => {
  const callers = globSync('**/*.{ts,tsx}', { cwd: WEB }).filter((file) =>
    [...readFileSync(join(WEB, file), 'utf8').matchAll(IMPORT)].some(([, names]) =>
      names?.split(',').some((name) => ['act', 'bulkAct'].includes(name.trim())),
    ),
  );
  assert.deepEqual(callers, ['desk/case/send-action.ts']);
});
