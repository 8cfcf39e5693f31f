import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ItemKind } from '../../../contract/routing.ts';
import { inOrder } from './offer-order.ts';

const offers = (...kinds: ItemKind[]) => kinds.map((kind, id) => ({ id, item: { kind } }));

test('a call stands before six cases that were offered earlier, a chat after it; the rest keeps its order', () => {
  assert.deepEqual(
    inOrder(offers('case', 'mail', 'case', 'chat', 'callback', 'call')).map((one) => [one.id, one.item.kind]),
    [
      [5, 'call'],
      [3, 'chat'],
      [0, 'case'],
      [1, 'mail'],
      [2, 'case'],
      [4, 'callback'],
    ],
  );
});
