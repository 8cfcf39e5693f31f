import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from './changes.ts';

const brief = (type: string, data: Record<string, unknown>) =>
  changesOf(type, data).map((c) => [c.field, c.from, c.to, c.kept]);

test('states before and after: only what differs, nested by path', () => {
  assert.deepEqual(
    brief('unit.updated', {
      before: { name: 'A', parent: null, hours: { open: '07:00', close: '17:00' } },
      after: { name: 'B', parent: null, hours: { open: '07:00', close: '16:30' } },
    }),
    [
      ['name', 'A', 'B', true],
      ['hours.close', '17:00', '16:30', true],
    ],
  );
});

test('something new has nothing before it, something removed nothing after; values that are no record are one', () => {
  assert.deepEqual(brief('category.created', { after: { name: 'A' } }), [['name', null, 'A', true]]);
  assert.deepEqual(brief('policy.changed', { before: { amount: 3 }, after: null }), [['amount', 3, null, true]]);
  assert.deepEqual(brief('calendar.changed', { before: ['a'], after: ['a', 'b'] }), [
    ['value', ['a'], ['a', 'b'], true],
  ]);
});

test('pairs per field, roles added and ended, names of fields alone', () => {
  assert.deepEqual(brief('case.relabelled', { changes: { urgency: ['low', 'urgent'] } }), [
    ['urgency', 'low', 'urgent', true],
  ]);
  assert.deepEqual(brief('user.roles_changed', { added: [{ role: 'officer', unit: 'so-y-te' }], ended: [] }), [
    ['roles', [], ['officer@so-y-te'], true],
  ]);
  assert.deepEqual(brief('user.updated', { fields: ['phone'] }), [['phone', null, null, false]]);
  assert.deepEqual(brief('user.signed_in', { session: 1 }), []);
});
