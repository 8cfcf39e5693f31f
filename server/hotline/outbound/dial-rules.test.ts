import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/db.ts';
import { dialRules, judgeNumber } from './dial-rules.ts';

const { db } = await freshDatabase();

test('the rules of a new installation: people at home and help numbers yes, premium and foreign numbers no', async () => {
  const rules = await dialRules(db);
  const table: [string, string][] = [
    ['0912 345 678', '+84912345678'],
    ['+84 277 385 1022', '+842773851022'],
    ['113', '113'],
    ['1022', '1022'],
    ['1900 1234', 'forbidden'],
    ['+8419001234', 'forbidden'],
    ['1800 1111', '18001111'],
    ['+1 202 555 0143', 'forbidden'],
    ['12', 'no_number'],
    ['gọi mẹ', 'no_number'],
    ['', 'no_number'],
  ];
  for (const [text, expected] of table) {
    const verdict = judgeNumber(rules, text);
    assert.equal(verdict.allowed ? verdict.number : verdict.why, expected, text);
  }
});

test('the first rule that fits decides; without one nothing is called', () => {
  const rules = [
    { prefix: '+8491', allowed: false, name: 'Mạng này không' },
    { prefix: '+84', allowed: true, name: 'Trong nước' },
  ];
  assert.deepEqual(judgeNumber(rules, '0912345678'), {
    allowed: false,
    number: '+84912345678',
    why: 'forbidden',
    rule: 'Mạng này không',
  });
  assert.equal(judgeNumber(rules, '0902345678').allowed, true);
  assert.deepEqual(judgeNumber([], '0902345678'), {
    allowed: false,
    number: '+84902345678',
    why: 'no_rule',
    rule: null,
  });
});
