import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choicesFor, type Device, findDevice, followDevices, type TalkDevices } from './choose-device.ts';
import { loudness } from './level.ts';
import { countedOf, quality } from './quality.ts';

const DEVICES: Device[] = [
  { id: 'default', label: 'Mặc định', kind: 'audioinput' },
  { id: 'a', label: 'Tai nghe', kind: 'audioinput' },
  { id: 'b', label: 'Micro bàn', kind: 'audioinput' },
  { id: 'c', label: 'Tai nghe', kind: 'audiooutput' },
  { id: 'd', label: 'Loa máy tính', kind: 'audiooutput' },
];

test('a device is found by its id, then by its name; otherwise the standard stands in', () => {
  const find = (chosen: { id: string; label: string } | null) => findDevice('speaker', chosen, DEVICES);
  assert.deepEqual(find(null), { id: '', missing: false });
  assert.deepEqual(find({ id: 'd', label: 'Loa máy tính' }), { id: 'd', missing: false });
  assert.deepEqual(find({ id: 'old', label: 'Tai nghe' }), { id: 'c', missing: false });
  assert.deepEqual(find({ id: 'old', label: 'Loa Bluetooth' }), { id: '', missing: true });
  assert.deepEqual(find({ id: 'a', label: 'x' }), { id: '', missing: true }, 'a microphone is no loudspeaker');
});

test('what can be chosen leaves out the computer’s aliases', () => {
  assert.deepEqual(
    choicesFor('microphone', DEVICES).map((one) => one.id),
    ['a', 'b'],
  );
});

/** name · before · now · the microphone is opened anew · what is told as gone */
const CHANGES: [string, Partial<TalkDevices>, Partial<TalkDevices>, boolean, string | null][] = [
  ['something else was plugged in', {}, {}, false, null],
  ['the chosen headset goes', {}, { microphone: true, speaker: true, ended: true }, true, 'microphone'],
  [
    'its sound ended first, the list comes later',
    { ended: true },
    { microphone: true, ended: true },
    true,
    'microphone',
  ],
  [
    'the list came first, its sound ends now',
    { microphone: true },
    { microphone: true, ended: true },
    true,
    'microphone',
  ],
  ['the computer’s own microphone goes, which nobody chose', {}, { ended: true }, true, 'microphone'],
  ['no other was there: tried again, told once', { ended: true }, { ended: true }, true, null],
  ['the headset comes back', { microphone: true }, {}, true, null],
  ['only the loudspeaker goes', {}, { speaker: true }, false, 'speaker'],
  ['it comes back', { speaker: true }, {}, false, null],
];
for (const [name, before, now, reopen, gone] of CHANGES)
  test(`devices in a talk: ${name}`, () => {
    const all = (some: Partial<TalkDevices>) => ({ microphone: false, speaker: false, ended: false, ...some });
    assert.deepEqual(followDevices(all(before), all(now)), { reopen, gone });
  });

test('the quality of a line is one word', () => {
  const before = { at: 0, received: 1_000, lost: 0, jitter: 0.004 };
  const after = (received: number, lost: number, jitter: number, at = 2_000) =>
    quality(before, { at, received: 1_000 + received, lost, jitter });
  assert.equal(after(100, 0, 0.004), 'good');
  assert.equal(after(98, 2, 0.004), 'fair');
  assert.equal(after(100, 0, 0.04), 'fair');
  assert.equal(after(90, 10, 0.004), 'bad');
  assert.equal(after(100, 0, 0.1), 'bad');
  assert.equal(after(0, 0, 0.004), 'fair');
  assert.equal(after(0, 0, 0.004, 4_000), 'silent');
  assert.equal(quality({ ...before, lost: 9 }, { at: 2_000, received: 1_100, lost: 3, jitter: 0 }), 'good');
});

test('the counts come from the incoming sound of a report', () => {
  const report = new Map<string, unknown>([
    ['x', { type: 'outbound-rtp', kind: 'audio', packetsSent: 5 }],
    ['y', { type: 'inbound-rtp', kind: 'audio', packetsReceived: 50, packetsLost: 1, jitter: 0.002 }],
  ]);
  assert.deepEqual(countedOf(report, 7), { at: 7, received: 50, lost: 1, jitter: 0.002 });
  assert.equal(countedOf(new Map(), 7), null);
});

test('loudness follows the ear from silence to full scale', () => {
  const sine = (peak: number) => Array.from({ length: 1024 }, (_, i) => peak * Math.sin(i));
  assert.equal(loudness([0, 0, 0]), 0);
  assert.equal(loudness([]), 0);
  assert.ok(loudness(sine(0.001)) < 0.1);
  assert.ok(loudness(sine(0.1)) > 0.5 && loudness(sine(0.1)) < 0.7);
  assert.ok(loudness(sine(1)) > 0.94);
});
