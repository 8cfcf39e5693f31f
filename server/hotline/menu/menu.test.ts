import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FIRST_MENU, faultsOf, type MenuGraph, menuGraph } from './graph.ts';
import { type MenuFacts, type MenuInput, type MenuState, step } from './step.ts';
import { forbiddenTransfers } from './transfers.ts';

const open: MenuFacts = { isOpen: () => true, incidentAnnounced: false };
const walk = (graph: MenuGraph, inputs: readonly MenuInput[], facts = open) => {
  let state: MenuState | null = null;
  const said: string[] = [];
  for (const input of inputs) {
    const next = step(graph, state, input, facts);
    state = next.state;
    said.push(...next.doings.map((d) => ('sounds' in d ? `${d.kind}:${d.sounds.join('+')}` : d.kind)));
  }
  return { state: state as MenuState | null, said };
};

test('a caller hears the greeting, presses 2 in the middle of the menu, and is in the queue', () => {
  const { state, said } = walk(FIRST_MENU, [
    { kind: 'begin' },
    { kind: 'digit', digit: '2' },
    { kind: 'played' },
    { kind: 'digit', digit: '2' },
  ]);
  // The recording notice is not skipped: a key before the menu changes nothing.
  assert.deepEqual(said, ['play:greeting', 'play:menu', 'hush', 'enter_queue']);
  assert.equal(state?.node, 'report');
  assert.deepEqual(state?.path, ['2']);
});

test('a wrong key is told so, silence repeats the menu, and after three tries a person answers', () => {
  const { said } = walk(FIRST_MENU, [
    { kind: 'begin' },
    { kind: 'played' },
    { kind: 'digit', digit: '7' },
    { kind: 'played' },
    { kind: 'timeout' },
    { kind: 'timeout' },
  ]);
  assert.deepEqual(said, [
    'play:greeting',
    'play:menu',
    'hush',
    'play:menu-invalid+menu',
    'wait',
    'hush',
    'play:menu',
    'hush',
    'enter_queue',
  ]);
});

test('out of hours a message is taken; a running incident is announced first', () => {
  const closed = walk(FIRST_MENU, [{ kind: 'begin' }, { kind: 'played' }], { ...open, isOpen: () => false });
  assert.deepEqual(closed.said, ['play:greeting', 'voicemail:emergency+after-hours']);
  const incident = walk(FIRST_MENU, [{ kind: 'begin' }, { kind: 'played' }, { kind: 'played' }], {
    ...open,
    incidentAnnounced: true,
  });
  assert.deepEqual(incident.said, ['play:greeting', 'play:incident', 'play:menu']);
});

test('the first menu is well formed, and what is wrong with one is said in words', () => {
  assert.deepEqual(faultsOf(menuGraph.parse(FIRST_MENU)), []);
  const nodes = {
    a: { kind: 'say', sounds: ['x'], next: 'b' },
    b: { kind: 'say', sounds: ['x'], next: 'a' },
  } satisfies MenuGraph['nodes'];
  assert.match(
    faultsOf({ start: 'a', nodes: { ...nodes, c: { kind: 'hangup', sounds: [] } } })[0]?.message.vi ?? '',
    /Không có đường nào dẫn tới bước “Kết thúc cuộc gọi”/,
  );
  assert.equal(faultsOf({ start: 'a', nodes }).length, 2);
  assert.match(faultsOf({ start: 'nowhere', nodes })[0]?.message.vi ?? '', /không có trong sơ đồ/);
});

test('a transfer that the rules of calling out forbid, by number', () => {
  const rules = [
    { prefix: '113', allowed: true, name: 'Công an' },
    { prefix: '+841900', allowed: false, name: 'Cước cao' },
    { prefix: '+84', allowed: true, name: 'Trong nước' },
  ];
  const table: [number: string, said: RegExp | null][] = [
    ['113', null],
    ['0901234567', null],
    ['+84901234567', null],
    ['115', /“Chuyển sang số khác” chuyển sang số 115, nhưng chưa có quy tắc gọi ra nào cho gọi.*cho phép 115/],
    ['99999', /99999, nhưng đó không phải số .* thêm quy tắc cho số ngắn/],
    ['19006769', /19006769, nhưng /],
    ['+4915112345678', /chưa có quy tắc gọi ra nào cho gọi.*cho phép \+49 1511 2345678 ở Quy tắc gọi ra/],
  ];
  for (const [number, said] of table) {
    const graph: MenuGraph = { start: 'out', nodes: { out: { kind: 'transfer', sounds: [], number } } };
    const faults = forbiddenTransfers(graph, rules);
    assert.equal(faults.length, said ? 1 : 0, number);
    if (said) assert.match(faults[0]?.message.vi ?? '', said);
  }
  assert.deepEqual(forbiddenTransfers(FIRST_MENU, []), []);
});

test('whatever a caller does, a well-formed menu ends: he is somewhere after a bounded number of steps', () => {
  const input = fc.oneof(
    fc.constant<MenuInput>({ kind: 'played' }),
    fc.constant<MenuInput>({ kind: 'timeout' }),
    fc.constantFrom(...'0123456789*#').map((digit): MenuInput => ({ kind: 'digit', digit })),
  );
  fc.assert(
    fc.property(fc.array(input, { minLength: 12, maxLength: 12 }), (inputs) => {
      // Keys and silences only; `played` follows each, as on the line.
      const all: MenuInput[] = [
        { kind: 'begin' },
        { kind: 'played' },
        ...inputs.flatMap((one): MenuInput[] => [one, { kind: 'played' }]),
      ];
      const { said } = walk(
        FIRST_MENU,
        all.filter((one) => !(one.kind === 'digit' && one.digit === '*')),
      );
      assert.ok(
        inputs.every((one) => one.kind === 'played') ||
          said.includes('enter_queue') ||
          inputs.filter((one) => one.kind !== 'played').length < 3,
      );
    }),
  );
});
