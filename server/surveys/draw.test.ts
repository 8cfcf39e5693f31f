import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { drawSample } from './draw.ts';

const keyOf = (one: string) => one;
const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 60 });

test('a sample holds so many different candidates, the same ones from the same seed', () => {
  fc.assert(
    fc.property(people, fc.string(), fc.nat(80), (all, seed, size) => {
      const drawn = drawSample(all, { seed, size, keyOf });
      assert.equal(drawn.length, Math.min(size, all.length));
      assert.equal(new Set(drawn).size, drawn.length);
      assert.ok(drawn.every((one) => all.includes(one)));
      assert.deepEqual(
        drawSample(all.toReversed(), { seed, size, keyOf }),
        drawn,
        'the order of the list does not matter',
      );
    }),
  );
});

test('every candidate has the same chance', () => {
  const all = Array.from({ length: 10 }, (_, i) => `+8490000000${i}`);
  const times = new Map(all.map((one) => [one, 0]));
  for (let round = 0; round < 2000; round += 1)
    for (const one of drawSample(all, { seed: `lot ${round}`, size: 3, keyOf }))
      times.set(one, (times.get(one) ?? 0) + 1);
  // 600 expected each; seven standard deviations of the binomial.
  for (const [one, count] of times) assert.ok(Math.abs(count - 600) < 145, `${one} was drawn ${count} times`);
});

test('without a size all are taken, in the order of the lot', () => {
  assert.equal(drawSample(['a', 'b', 'c'], { seed: 's', size: null, keyOf }).length, 3);
});
