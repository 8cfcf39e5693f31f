import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Count, heldBy, heldWithin, type Stretch } from './held.ts';

const at = (minute: number) => new Date(minute * 60_000);
const count: Count = (_unit, from, to) => (to.getTime() - from.getTime()) / 60_000;

const story: Stretch[] = [
  { status: 'received', level: 1, unitId: null, from: at(0), to: at(5) },
  { status: 'forwarded', level: 2, unitId: 7, from: at(5), to: at(25) },
  { status: 'processing', level: 2, unitId: 7, from: at(25), to: at(100) },
  { status: 'awaiting_citizen', level: 2, unitId: 7, from: at(100), to: at(400) },
  { status: 'processing', level: 2, unitId: 7, from: at(400), to: at(430) },
  { status: 'escalated', level: 3, unitId: 7, from: at(430), to: at(460) },
  { status: 'escalated', level: 4, unitId: 7, from: at(460), to: at(500) },
  { status: 'processing', level: 4, unitId: 9, from: at(500), to: null },
];

test('each stretch has one holder; waiting for the citizen is nobody’s delay', () => {
  assert.deepEqual(heldBy(story, at(600), count), [
    { holder: 'centre', unitId: null, minutes: 5, now: false },
    { holder: 'unit', unitId: 7, minutes: 155, now: false },
    { holder: 'citizen', unitId: null, minutes: 300, now: false },
    { holder: 'province', unitId: null, minutes: 40, now: false },
    { holder: 'unit', unitId: 9, minutes: 100, now: true },
  ]);
});

test('an assignment holds what falls on its own stretches', () => {
  assert.equal(heldWithin({ role: 'lead', unitId: 7, from: at(5), to: at(500) }, story, at(600), count), 155);
  assert.equal(heldWithin({ role: 'lead', unitId: 7, from: at(5), to: at(50) }, story, at(600), count), 45);
  assert.equal(heldWithin({ role: 'co', unitId: 8, from: at(50), to: null }, story, at(600), count), 550);
});

test('the parts add up to the whole, whatever the way', () => {
  const steps = fc.array(
    fc.record({
      status: fc.constantFrom('received', 'forwarded', 'processing', 'awaiting_citizen', 'escalated', 'approved'),
      level: fc.integer({ min: 1, max: 4 }),
      unitId: fc.constantFrom(null, 1, 2, 3),
      length: fc.integer({ min: 0, max: 5_000 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, fc.boolean(), (list, open) => {
      let minute = 0;
      const stretches = list.map(({ length, ...s }, i): Stretch => {
        const from = at(minute);
        minute += length;
        return { ...s, from, to: open && i === list.length - 1 ? null : at(minute) } as Stretch;
      });
      const held = heldBy(stretches, at(minute), count);
      assert.equal(
        held.reduce((sum, h) => sum + h.minutes, 0),
        minute,
      );
      assert.ok(held.filter((h) => h.now).length <= 1);
    }),
  );
});
