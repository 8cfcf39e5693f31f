import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf, plainOf } from './blocks.ts';

test('headings, lists and paragraphs; HTML stays text', () => {
  const text = '## Hồ sơ\n1. Tờ khai\n2. Giấy tờ\n   tuỳ thân\n\nNộp tại **xã**.\n- một\n- hai\n<b>x</b>';
  assert.deepEqual(blocksOf(text), [
    { kind: 'heading', text: 'Hồ sơ' },
    { kind: 'list', ordered: true, items: ['Tờ khai', 'Giấy tờ tuỳ thân'] },
    { kind: 'paragraph', text: 'Nộp tại **xã**.' },
    { kind: 'list', ordered: false, items: ['một', 'hai <b>x</b>'] },
  ]);
  assert.equal(plainOf(text), 'Hồ sơ\n\n1. Tờ khai\n2. Giấy tờ tuỳ thân\n\nNộp tại xã.\n\n- một\n- hai <b>x</b>');
});
