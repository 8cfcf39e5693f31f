import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContactAdvice } from '../../../contract/contact.ts';
import { isGuess, questionOf, shown, toBody, usualNext } from './contact-values.ts';

const guess: ContactAdvice['guess'] = {
  type: 'site_report',
  urgency: 'urgent',
  category: { code: 'chieu-sang-cong-cong', name: 'Chiếu sáng' },
  area: null,
  place: 'hẻm 12',
  title: 'Đèn hư',
  name: 'Nguyễn Văn Đức',
  phone: null,
  email: null,
  because: ['đèn đường'],
};

test('typed over guessed over known; what the words do not say is left to what is known', () => {
  const values = shown({ place: 'hẻm 14' }, guess, { phone: '0901 234 567', name: 'Đức' });
  assert.deepEqual(
    [values.place, values.type, values.urgency, values.name, values.phone, values.area],
    ['hẻm 14', 'site_report', 'urgent', 'Nguyễn Văn Đức', '0901 234 567', ''],
  );
});

test('a field that was emptied on purpose stays empty and is asked for as empty', () => {
  const typed = { category: '', phone: '' };
  const values = shown(typed, guess, { phone: '0901 234 567' });
  assert.deepEqual([values.category, values.phone], ['', '']);
  const question = questionOf(typed, { phone: '0901 234 567' }, null);
  assert.deepEqual([question.category, question.phone, 'area' in question], [null, '', false]);
});

test('a guess is marked until somebody has put a hand to it', () => {
  assert.deepEqual(
    [isGuess('place', {}, guess), isGuess('place', { place: 'hẻm 12' }, guess), isGuess('area', {}, guess)],
    [true, false, false],
  );
});

test('what is seen is what is sent; whoever stays anonymous is neither named nor looked up', () => {
  const values = shown({ content: 'Đèn hư', anonymous: true, type: 'inquiry' }, guess, { phone: '0901 234 567' });
  const body = toBody(values, '7');
  assert.deepEqual(
    [body.citizen, body.citizenId, body.urgency, body.area],
    [undefined, undefined, 'urgent', undefined],
  );
  assert.equal(questionOf({ anonymous: true }, {}, null).anonymous, true);
  const named = toBody(shown({ content: 'Đèn hư', name: ' ' }, guess, { phone: '0901 234 567' }), '7');
  assert.deepEqual(
    [named.citizen, named.citizenId],
    [{ name: undefined, phone: '0901 234 567', email: undefined }, '7'],
  );
});

test('a question about papers is answered, a report goes on', () => {
  const next = (values: Parameters<typeof shown>[0], answerHere = false) =>
    usualNext(shown(values, undefined, {}), { answerHere } as ContactAdvice);
  assert.equal(next({ type: 'procedure_inquiry', category: 'khai-sinh' }), 'answer');
  assert.equal(next({ type: 'inquiry', category: 'duong-hu-hong' }), 'forward');
  assert.equal(next({ type: 'inquiry' }), 'answer');
  assert.equal(next({ type: 'compliment', category: 'khen-gop-y' }, true), 'answer');
  assert.equal(next({ type: 'site_report' }), 'forward');
});
