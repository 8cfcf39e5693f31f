import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findContacts } from './find-contacts.ts';

test('phones in every usual spelling, each once', () => {
  const { phones } = findContacts('Gọi tôi 0901 234 567 hoặc 0901.234.567, +84 90 123 4567; nhà (0277) 385 1234.');
  assert.deepEqual(phones, ['+84901234567', '+842773851234']);
});

test('identity cards, accounts and amounts are no phones', () => {
  assert.deepEqual(
    findContacts('CCCD 087301004567, STK 0071001234567890, 10.500.000 đồng, mã 1022-261123-0412').phones,
    [],
  );
});

test('mail addresses in lower case', () => {
  assert.deepEqual(findContacts('Thư: Nguyen.A@Gmail.com. Cảm ơn').emails, ['nguyen.a@gmail.com']);
});
