import assert from 'node:assert/strict';
import { test } from 'node:test';
import { menuDifference } from '../../../contract/hotline-menu-diff.ts';
import { FIRST_MENU, type MenuGraph } from './graph.ts';

test('a menu does not differ from itself, whatever the order of its steps and keys', () => {
  const turned = Object.fromEntries(Object.entries(FIRST_MENU.nodes).reverse());
  assert.deepEqual(menuDifference(FIRST_MENU, { ...FIRST_MENU, nodes: turned }), []);
});

test('what was added, removed and changed, field by field', () => {
  const { closed: _closed, ...nodes } = FIRST_MENU.nodes;
  const menu = nodes.menu;
  assert.ok(menu?.kind === 'menu');
  const after: MenuGraph = {
    start: 'menu',
    nodes: {
      ...nodes,
      menu: { ...menu, title: 'Mời chọn', attempts: 2, keys: { ...menu.keys, '4': 'agent' } },
      bye: { kind: 'hangup', title: 'Tạm biệt', sounds: ['goodbye'] },
    },
  };
  const found = menuDifference(FIRST_MENU, after);
  assert.deepEqual(
    found.map((one) => [one.kind, one.title]),
    [
      ['changed', ''],
      ['changed', 'Mời chọn'],
      ['added', 'Tạm biệt'],
      ['removed', 'closed'],
    ],
  );
  assert.deepEqual(found[1]?.fields, [
    { name: 'attempts', before: '3', after: '2' },
    { name: 'keys.4', before: '', after: 'agent' },
    { name: 'title', before: '', after: 'Mời chọn' },
  ]);
});
