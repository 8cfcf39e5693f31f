import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pausesIn } from './pauses.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 28) + seconds * 1000);
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });

test('pauses stand where the sound jumps', () => {
  const recording = { from: at(10), to: at(100) };
  assert.deepEqual(pausesIn(recording, []), []);
  assert.deepEqual(pausesIn(recording, [span(30, 40), span(60, 65)]), [
    { at: 20, seconds: 10 },
    { at: 40, seconds: 5 },
  ]);
  // A hold around a pause, a stretch before the beginning, one past the end, one that is nothing.
  assert.deepEqual(pausesIn(recording, [span(30, 40), span(35, 50), span(0, 12), span(95, 130), span(70, 70)]), [
    { at: 0, seconds: 2 },
    { at: 18, seconds: 20 },
    { at: 63, seconds: 5 },
  ]);
});
