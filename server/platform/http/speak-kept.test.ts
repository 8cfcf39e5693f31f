import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { keepSaid } from '../said.ts';
import { speakKeptAnswers } from './speak-kept.ts';

const app = fastify();
speakKeptAnswers(app);
const kept = keepSaid({ vi: 'Hộp thư “đầy”', en: 'The mailbox is "full"' });
app.get('/kept', () => ({ items: [{ data: { detail: kept, at: '2026-11-28', n: 1 } }], typed: 'Tôi nói {"vi":"x"}' }));
app.get('/plain', () => ({ text: 'Không có gì' }));
app.get('/file', (_request, reply) => reply.type('text/csv').send(Buffer.from(kept)));

const get = async (url: string, language: string) =>
  (await app.inject({ url, headers: { 'accept-language': language } })).body;

test('a kept sentence leaves in the language of the reader, wherever it stands; what somebody typed stays', async () => {
  const answer = (detail: string) => ({
    items: [{ data: { detail, at: '2026-11-28', n: 1 } }],
    typed: 'Tôi nói {"vi":"x"}',
  });
  assert.deepEqual(JSON.parse(await get('/kept', 'en')), answer('The mailbox is "full"'));
  assert.deepEqual(JSON.parse(await get('/kept', 'vi')), answer('Hộp thư “đầy”'));
  assert.deepEqual(JSON.parse(await get('/plain', 'en')), { text: 'Không có gì' });
  assert.equal(await get('/file', 'en'), kept, 'bytes are nobody’s sentence');
});
