import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MenuGraph } from '../../../contract/hotline-menu.ts';
import { freeKey, freshNode, outlineOf } from './menu-outline.ts';

const graph: MenuGraph = {
  start: 'hello',
  nodes: {
    hello: { kind: 'say', sounds: ['greeting'], next: 'hours' },
    hours: { kind: 'hours', calendar: null, open: 'menu', closed: 'message' },
    menu: {
      kind: 'menu',
      sounds: ['menu'],
      keys: { '1': 'agent', '2': 'gone', '*': 'repeat' },
      timeoutSeconds: 6,
      attempts: 3,
      otherwise: 'agent',
    },
    agent: { kind: 'queue', queue: null, skills: [], topic: '' },
    message: { kind: 'voicemail', sounds: ['after-hours'] },
    island: { kind: 'hangup', sounds: [] },
  },
};

test('every step once, indented where ways part; gone and repeated ones are said', () => {
  const { rows, unreached } = outlineOf(graph);
  assert.deepEqual(
    rows.map((row) => [row.depth, row.step, row.way.by, row.again, row.missing]),
    [
      [0, 'hello', 'start', false, false],
      [0, 'hours', 'next', false, false],
      [1, 'menu', 'open', false, false],
      [2, 'agent', 'key', false, false],
      [2, 'gone', 'key', false, true],
      [2, 'agent', 'otherwise', true, false],
      [1, 'message', 'closed', false, false],
    ],
  );
  assert.deepEqual(unreached, ['island']);
});

test('a round ends the outline instead of going on for ever', () => {
  const nodes: MenuGraph['nodes'] = { a: { kind: 'say', sounds: [], next: 'a' } };
  assert.equal(outlineOf({ start: 'a', nodes }).rows.length, 2);
});

test('new steps have keys of their own and lead on', () => {
  assert.equal(freeKey(graph, 'menu'), 'menu-1');
  assert.equal(freeKey({ ...graph, nodes: { ...graph.nodes, 'menu-1': { kind: 'callback' } } }, 'menu'), 'menu-2');
  const fresh = freshNode('hours', 'agent');
  assert.deepEqual(fresh.kind === 'hours' && [fresh.open, fresh.closed], ['agent', 'agent']);
});
