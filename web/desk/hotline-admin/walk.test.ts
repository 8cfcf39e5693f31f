import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MenuGraph } from '../../../contract/hotline-menu.ts';
import { beginWalk, walkOn } from './walk.ts';

const graph: MenuGraph = {
  start: 'hello',
  nodes: {
    hello: { kind: 'say', sounds: ['greeting'], next: 'told' },
    told: { kind: 'incident', sounds: ['incident'], next: 'hours' },
    hours: { kind: 'hours', calendar: 'c', open: 'menu', closed: 'message' },
    menu: { kind: 'menu', sounds: ['menu'], keys: { '1': 'agent' }, timeoutSeconds: 5, attempts: 2, otherwise: 'out' },
    agent: { kind: 'queue', queue: 'q', skills: [], topic: 'Hỏi' },
    out: { kind: 'transfer', sounds: ['transferring'], number: '113' },
    message: { kind: 'voicemail', sounds: ['after-hours'] },
  },
};
const open = { isOpen: () => true, incidentAnnounced: false };

test('a call is played up to the first key, and a key leads on', () => {
  const walk = beginWalk(graph, open);
  assert.deepEqual(
    walk.lines.map((line) => line.kind),
    ['says', 'says', 'waits'],
  );
  assert.ok(walk.listening);
  const done = walkOn(graph, walk, { kind: 'digit', digit: '1' }, open);
  assert.deepEqual(done.lines.slice(-2), [
    { kind: 'pressed', key: '1' },
    { kind: 'end', end: 'queue', queue: 'q', topic: 'Hỏi' },
  ]);
  assert.equal(done.listening, false);
});

test('silence asks again and then leads out; closed hours and announcements are followed', () => {
  let walk = beginWalk(graph, open);
  for (const _ of [1, 2]) walk = walkOn(graph, walk, { kind: 'timeout' }, open);
  assert.deepEqual(walk.lines.at(-1), { kind: 'end', end: 'transfer', number: '113' });
  const told = beginWalk(graph, { isOpen: () => false, incidentAnnounced: true, incidentSounds: ['own-1'] });
  assert.deepEqual(told.lines, [
    { kind: 'says', sound: 'greeting' },
    { kind: 'says', sound: 'own-1' },
    { kind: 'says', sound: 'after-hours' },
    { kind: 'end', end: 'voicemail' },
  ]);
});

test('a menu that goes round for ever is cut', () => {
  const nodes: MenuGraph['nodes'] = { a: { kind: 'say', sounds: ['x'], next: 'a' } };
  assert.ok(beginWalk({ start: 'a', nodes }, open).lines.length > 100);
});
