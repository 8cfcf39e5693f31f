/** That the comparison of sounds finds what is there under a louder voice, and nothing else. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { isIn, samplesOf } from './sound.ts';
import { speech } from './speech.ts';

const RATE = 8000;
const said = await Promise.all(
  [
    'Dạ, tổng đài 1022 xin nghe, tôi có thể giúp gì ạ?',
    'Em hỏi kỹ số nhà và tên đường giúp chị, rồi chuyển Sở Xây dựng nhé',
    'A lô, tôi muốn phản ánh đèn đường bị hỏng ở đường Nguyễn Huệ đã ba ngày nay rồi.',
    'một câu khác hẳn, không liên quan gì',
  ].map((text) => speech(text)),
);
const samples = await Promise.all(said.map(async (path) => samplesOf(await readFile(path))));

/** Twelve seconds of two voices at once, one of them `gain` times as loud, the second begun `later` seconds before. */
function mixed(one: number, other: number, gain: number, later: number): Buffer {
  const wav = Buffer.alloc(20 + 12 * RATE * 2);
  wav.write('data', 12, 'latin1');
  for (let i = 0; i < 12 * RATE; i += 1) {
    const at = (from: number, shift: number) => samples[from]?.[RATE + i + shift] ?? 0;
    wav.writeInt16LE(Math.round((at(one, 0) + gain * at(other, Math.round(later * RATE))) / (1 + gain)), 20 + 2 * i);
  }
  return wav;
}

for (const gain of [0, 1, 2])
  test(`one voice, the other ${gain} times as loud`, async () => {
    for (const [one, other, later] of [
      [0, 1, 0],
      [0, 1, 2.6],
      [1, 2, 1.1],
      [2, 0, 3.3],
    ] as const) {
      const both = mixed(one, other, gain, later);
      assert.ok(await isIn(both, said[one] as string), `${one} is in it`);
      assert.equal(await isIn(both, said[other] as string), gain > 0, `${other} is in it when it was said`);
      assert.ok(!(await isIn(both, said[3] as string)), 'what nobody said is not');
    }
  });
