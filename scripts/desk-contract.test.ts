import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSync } from 'vite';
import { withoutSchemas } from './desk-contract.ts';

const stripped = (code: string) => withoutSchemas(code, parseSync('a.js', code).program);

test('a schema goes whole, with everything that hangs on it; what is no schema stays', () => {
  assert.equal(
    stripped("export const a = endpoint({ path: '/a', response: z.object({ b: z.string().max(3) }).strict() });"),
    "export const a = endpoint({ path: '/a', response: z });",
  );
  assert.equal(stripped('const c = z.enum(KINDS), KINDS_TOO = [z.literal(1), 2];'), 'const c = z, KINDS_TOO = [z, 2];');
  assert.equal(stripped('export const d = c.extend({ e: z.int() });'), 'export const d = c.extend({ e: z });');
  assert.equal(
    stripped('export const FORMS = { accept: z.object({}), note: other };'),
    'export const FORMS = { accept: z, note: other };',
  );
  assert.equal(
    stripped("export const size = sizes.length; // z.object\nconst z2 = zed.object('z.object');"),
    "export const size = sizes.length; // z.object\nconst z2 = zed.object('z.object');",
  );
});
