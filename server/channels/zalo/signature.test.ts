import assert from 'node:assert/strict';
import { test } from 'node:test';
import { challengeOf } from './sign-in.ts';
import { appSecretProof, isStale, macOfHeader, matchSignature, webhookMac } from './signature.ts';

const APP = '1234567890123456789';
const KEY = 'OaSecretKeyForTests01';
const TIME = '1764000000000';
const RAW = Buffer.from(
  '{"app_id":"1234567890123456789","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Đường hỏng trước nhà số 5","msg_id":"96d3cdf3af150460909"},"timestamp":"1764000000000"}',
);
const MAC = 'ff0dc7cd7dfcc8332625d2d2a55c1eb5d831d4642ef3f0405d2f3a7dc7b52801';

test('the code of a body known from the documents', () => {
  assert.equal(RAW.length, 295);
  assert.equal(webhookMac(APP, RAW, TIME, KEY), MAC);
});

const given = { raw: RAW, header: `mac=${MAC}`, timestamp: TIME, key: KEY, firstTerms: [APP] };
const table: [what: string, change: Partial<typeof given>, matched: string | null][] = [
  ['as sent', {}, APP],
  ['blanks and capitals in the header', { header: ` mac = ${MAC.toUpperCase()} ` }, APP],
  ['the bare code', { header: MAC }, APP],
  ['the first term is the OA', { header: `mac=${webhookMac('99', RAW, TIME, KEY)}`, firstTerms: [APP, '99'] }, '99'],
  ['the first term is not among those allowed', { header: `mac=${webhookMac('99', RAW, TIME, KEY)}` }, null],
  ['one byte of the body changed', { raw: Buffer.from(RAW.toString().replace('số 5', 'số 6')) }, null],
  ['the body written anew without accents escaped differently', { raw: Buffer.from(`${RAW.toString()}\n`) }, null],
  ['another timestamp', { timestamp: '1764000000001' }, null],
  ['another key', { key: 'x' }, null],
  ['an empty key', { key: '', header: `mac=${webhookMac(APP, RAW, TIME, '')}` }, null],
  ['no header', { header: undefined as never }, null],
  ['a header that is too short', { header: 'mac=ff0d' }, null],
  ['a header that is no code', { header: 'sha256=…' }, null],
  ['empty first terms', { header: `mac=${webhookMac('', RAW, TIME, KEY)}`, firstTerms: ['', ''] }, null],
];
for (const [what, change, matched] of table)
  test(`signature: ${what}`, () => assert.equal(matchSignature({ ...given, ...change }), matched));

test('headers', () => {
  assert.equal(macOfHeader('mac=zz'), null);
  assert.equal(macOfHeader(`mac=${MAC}`)?.toString('hex'), MAC);
});

test('age: repeats of hours are welcome, replays of days and times to come are not', () => {
  const now = new Date(Number(TIME));
  const hours = (n: number) => String(now.getTime() - n * 3_600_000);
  const limit = 12 * 3_600_000;
  assert.deepEqual(
    [hours(0), hours(2), hours(11.9), hours(12.1), hours(-0.1), hours(-1), '', 'abc', '17640000000000000000'].map((t) =>
      isStale(t, now, limit),
    ),
    [false, false, false, true, false, true, true, true, true],
  );
});

test('proof key and app secret proof, as the vectors of RFC 7636 and of the SDK say', () => {
  assert.equal(
    challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
  assert.equal(
    appSecretProof('AppSecret', 'AccessToken'),
    'f96d51c7ee27a20d506d41f7438b77d16d96c526b5023527215e850aa9a5f045',
  );
});
