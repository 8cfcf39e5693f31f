import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockText } from './recording-times.ts';

for (const [seconds, text] of [
  [0, '0:00'],
  [9.9, '0:09'],
  [65, '1:05'],
  [3_729, '1:02:09'],
  [-1, '0:00'],
] as const)
  test(`${seconds} s are ${text}`, () => assert.equal(clockText(seconds), text));
