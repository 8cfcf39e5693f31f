import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparableName, matchScore, OFFER_FROM, type PersonFacts } from './match.ts';

const nobody: PersonFacts = { kind: 'person', name: null, identities: [], mentioned: [], areas: [] };
const phone = (confidence = 'said') => ({ kind: 'phone', value: '+84901234567', confidence });

test('names are compared without accents, titles and dots', () => {
  assert.equal(comparableName('Ông Nguyễn Văn  Đức'), 'nguyen van duc');
  assert.equal(comparableName('nguyen van duc.'), comparableName('Bà Nguyễn Văn Đức'));
  assert.equal(comparableName(null), '');
});

test('the same phone is offered, verified more surely than said; a different full name makes it doubtful', () => {
  const said = matchScore({ ...nobody, identities: [phone()] }, { ...nobody, identities: [phone()] });
  const verified = matchScore(
    { ...nobody, identities: [phone('verified')] },
    { ...nobody, identities: [phone('verified')] },
  );
  assert.ok(said.score >= OFFER_FROM && verified.score > said.score && verified.score < 100);
  assert.deepEqual(said.reasons, [{ reason: 'same_phone', detail: '+84901234567' }]);
  const family = matchScore(
    { ...nobody, name: 'Lê Thị Hoa', identities: [phone()] },
    { ...nobody, name: 'Trần Văn Nam', identities: [phone()] },
  );
  assert.ok(family.score < said.score - 20);
});

test('who writes on Zalo and names the number under which he is known from mail is offered', () => {
  const zalo: PersonFacts = {
    ...nobody,
    name: 'Hoa Lê',
    identities: [{ kind: 'zalo', value: '246', confidence: 'verified' }],
    mentioned: ['+84901234567'],
  };
  const mail: PersonFacts = {
    ...nobody,
    name: 'Hoa',
    identities: [phone(), { kind: 'email', value: 'hoa@x.vn', confidence: 'verified' }],
  };
  const one = matchScore(zalo, mail);
  assert.ok(one.score >= OFFER_FROM);
  assert.equal(one.reasons[0]?.reason, 'phone_in_text');
  assert.deepEqual(matchScore(mail, zalo), one, 'the order of the two does not matter');
});

test('a name alone is not offered, with the area it is; reasons add up and never reach certainty', () => {
  const named = (areas: string[]): PersonFacts => ({ ...nobody, name: 'Nguyễn Thị Bích Ngọc', areas });
  assert.ok(matchScore(named(['a']), named(['b'])).score < OFFER_FROM);
  assert.ok(matchScore(named(['a']), named(['a'])).score >= OFFER_FROM);
  assert.equal(matchScore({ ...nobody, name: 'Hoa' }, { ...nobody, name: 'Hoa' }).score, 0, 'one word says nothing');
  const all = matchScore(
    { ...named(['a']), identities: [phone('verified')] },
    { ...named(['a']), identities: [phone('verified')] },
  );
  assert.ok(all.score > 90 && all.score <= 99);
});

test('nothing in common is nothing; a business is rarely the person', () => {
  assert.deepEqual(matchScore(nobody, nobody), { score: 0, reasons: [] });
  const a = { ...nobody, identities: [phone()] };
  assert.ok(matchScore(a, { ...a, kind: 'business' }).score < matchScore(a, a).score);
});
