import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badLine, extensionsOf, linesOf } from './extensions.ts';
import { wavOf } from './to-wav.ts';

test('extensions survive being typed', () => {
  const extensions = { '101': 'lemai', 'sip-2': 'an.nguyen' };
  assert.deepEqual(extensionsOf(linesOf(extensions)), extensions);
  assert.deepEqual(extensionsOf('101=lemai\n\n  102 =  binh  '), { '101': 'lemai', '102': 'binh' });
  assert.equal(badLine('101 = lemai\n102 binh'), '102 binh');
  assert.equal(badLine(''), null);
});

test('sound made in the browser is a WAV of 16 bits, cut at full scale', () => {
  const wav = Buffer.from(wavOf(Float32Array.from([0, 1, -1, 2])));
  assert.equal(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 12), 'RIFFWAVE');
  assert.deepEqual([wav.readUInt32LE(24), wav.readUInt16LE(34), wav.readUInt32LE(40)], [16_000, 16, 8]);
  assert.deepEqual(
    [0, 1, 2, 3].map((i) => wav.readInt16LE(44 + i * 2)),
    [0, 32_767, -32_767, 32_767],
  );
});
