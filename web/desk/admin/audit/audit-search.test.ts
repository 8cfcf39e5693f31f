import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditQuery, auditSearch } from './audit-search.ts';

test('the address keeps filters only', () => {
  assert.deepEqual(auditSearch({ actor: 'lan', page: 2, q: '', from: '2026-11-01' }), {
    actor: 'lan',
    from: '2026-11-01',
  });
});

test('both days of a period belong to it', () => {
  assert.deepEqual(auditQuery({ object: 'x', from: '2026-11-30', to: '2026-12-31' }), {
    object: 'x',
    from: '2026-11-30T00:00:00+07:00',
    to: '2027-01-01T00:00:00+07:00',
  });
  assert.deepEqual(auditQuery({ from: 'hôm qua' }), {});
});
