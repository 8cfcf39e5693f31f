import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityHash, isVouchedFor } from './identity.ts';
import { allowsOrigin, readOrigin } from './origins.ts';

test('an origin is written as browsers say it, or refused', () => {
  const typed: Record<string, string | null> = {
    'https://so-y-te.gov.vn/': 'https://so-y-te.gov.vn',
    ' HTTPS://So-Y-Te.gov.vn ': 'https://so-y-te.gov.vn',
    'https://*.dongthap.gov.vn': 'https://*.dongthap.gov.vn',
    'https://a.vn:8443': 'https://a.vn:8443',
    'https://a.vn:443': 'https://a.vn',
    'http://localhost:3000': 'http://localhost:3000',
    'http://a.vn': null,
    'https://a.vn/trang': null,
    'https://*.vn': null,
    'https://u@a.vn': null,
    'a.vn': null,
    'javascript:alert(1)': null,
    '*': null,
    '': null,
  };
  for (const [text, expected] of Object.entries(typed)) assert.equal(readOrigin(text), expected, text);
});

test('only listed origins pass, and names below a star', () => {
  const allowed = ['https://a.vn', 'https://*.dongthap.gov.vn'];
  assert.ok(allowsOrigin(allowed, 'https://a.vn'));
  assert.ok(allowsOrigin(allowed, 'https://so-y-te.dongthap.gov.vn'));
  for (const origin of [
    'http://a.vn',
    'https://a.vn.evil.com',
    'https://evil-a.vn',
    'https://dongthap.gov.vn',
    'https://xdongthap.gov.vn',
    'https://a.vn:8443',
    'null',
    '',
    'https://a.vn/',
  ])
    assert.equal(allowsOrigin(allowed, origin), false, origin);
});

test('a signed identity is good for ten minutes, for this id and this secret only', () => {
  const now = new Date('2026-11-23T08:00:00+07:00');
  const exp = now.getTime() / 1000 + 300;
  const hash = identityHash('bí mật', 'user-7', exp);
  assert.ok(isVouchedFor('bí mật', { id: 'user-7', exp, hash }, now));
  assert.ok(isVouchedFor('bí mật', { id: 'user-7', exp, hash: hash.toUpperCase() }, now));
  assert.equal(isVouchedFor('bí mật', { id: 'user-8', exp, hash }, now), false);
  assert.equal(isVouchedFor('khác', { id: 'user-7', exp, hash }, now), false);
  assert.equal(isVouchedFor('bí mật', { id: 'user-7', exp: exp + 1, hash }, now), false);
  assert.equal(isVouchedFor('bí mật', { id: 'user-7', exp, hash: '' }, now), false);
  const late = exp + 86_400;
  const forever = { id: 'user-7', exp: late, hash: identityHash('bí mật', 'user-7', late) };
  assert.equal(isVouchedFor('bí mật', forever, now), false, 'a signature that never ends');
  assert.equal(isVouchedFor('bí mật', { id: 'user-7', exp, hash }, new Date(now.getTime() + 900_000)), false);
});
