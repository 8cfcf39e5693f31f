import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTION_FORMS, type ActionName } from '../../../contract/actions.ts';
import { RULES } from '../../../server/cases/index.ts';
import { inverseOf } from './undo.ts';

const before = {
  assignee: 'an',
  type: 'inquiry',
  urgency: 'normal',
  category: 'giao-thong',
  area: null,
} as const;

const CASES: [ActionName, Record<string, unknown>, [ActionName, Record<string, unknown>] | null][] = [
  ['forward', { leadUnit: 'so-xay-dung' }, ['recall', { reason: 'Hoàn tác' }]],
  ['merge', { into: '1022-261128-0001' }, ['unmerge', { reason: 'Hoàn tác' }]],
  ['publish', {}, ['unpublish', { reason: 'Hoàn tác' }]],
  ['submit', { text: 'x' }, ['withdraw_draft', { reason: 'Hoàn tác' }]],
  ['assign', { user: 'binh' }, ['assign', { user: 'an', reason: 'Hoàn tác' }]],
  ['assign', { user: 'an' }, null],
  ['relabel', { urgency: 'urgent', reason: 'x' }, ['relabel', { urgency: 'normal', reason: 'Hoàn tác' }]],
  [
    'relabel',
    { category: 'dien', type: 'inquiry', reason: 'x' },
    ['relabel', { category: 'giao-thong', reason: 'Hoàn tác' }],
  ],
  ['relabel', { area: '01234', reason: 'x' }, null],
  ['answer', { text: 'x' }, null],
  ['note', { text: 'x' }, null],
  ['approve', {}, null],
];

for (const [action, body, expected] of CASES) {
  test(`${action} ${JSON.stringify(body)} is taken back by ${expected ? expected[0] : 'nothing'}`, () => {
    const inverse = inverseOf(action, before, body, 'Hoàn tác');
    assert.deepEqual(inverse && [inverse.action, inverse.body], expected);
    if (!inverse) return;
    assert.ok(ACTION_FORMS[inverse.action].safeParse(inverse.body).success, 'the form of the inverse takes it');
    // It starts where the action has led, and whoever may do the one may do the other.
    const [done, back] = [RULES[action], RULES[inverse.action]];
    assert.ok(done.to.some((status) => (back.from as readonly string[]).includes(status)));
    assert.ok(done.who.some((stance) => (back.who as readonly string[]).includes(stance)));
  });
}

test('nobody before means nothing to go back to', () => {
  assert.equal(inverseOf('assign', { ...before, assignee: null }, { user: 'binh' }, 'x'), null);
});
