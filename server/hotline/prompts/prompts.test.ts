/** Prompts and announcements over HTTP, and how they reach our own Asterisk. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { createSessionFor } from '../../../test/support/factories.ts';
import { unzip } from '../../../test/support/unzip.ts';
import { SESSION_COOKIE } from '../../org/index.ts';
import { hotlineMenu, menuFacts } from '../menu/published.ts';
import { step } from '../menu/step.ts';
import { PROMPTS } from '../prompt-texts.ts';
import { samplesOf, speak } from './make-sound.ts';
import { syncPrompts } from './sync.ts';

const app = await startApp({ whole: true });
const { ctx } = app;
const boss = await app.as({ role: 'supervisor', displayName: 'Lê Giám Sát' });
const agent = await app.as({ role: 'agent' });
const sounds = join(ctx.config.dataDir, 'telephony/sounds');
await mkdir(sounds, { recursive: true });
const exchange = { url: 'http://127.0.0.1:9/ari', user: 'hotline', password: 'x', soundsDir: sounds };
await writeFile(join(ctx.config.dataDir, 'telephony/ari.json'), JSON.stringify(exchange));
for (const name of ['goodbye', 'menu'])
  for (const kind of ['wav', 'sln16']) await writeFile(join(sounds, `${name}.${kind}`), `machine ${name}`);

const prompt = async (name: string) =>
  (await boss.get('/hotline/prompts')).body.items.find((one: { name: string }) => one.name === name);
const onDisk = (file: string) => readFile(join(sounds, file));

/** A multipart form with one file. */
function form(bytes: Buffer, fileName: string) {
  const mark = 'ranh-gioi';
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${mark}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${mark}--\r\n`)]),
  };
}
const upload = (who: typeof boss, name: string, bytes: Buffer, fileName: string) =>
  who.raw({ method: 'POST', url: `/api/v1/hotline/prompts/${name}/recording`, ...form(bytes, fileName) });

test('every prompt of the release is there, can be heard, and says whose voice it is', async () => {
  const { body } = await boss.get('/hotline/prompts');
  assert.equal(body.items.length, Object.keys(PROMPTS).length);
  assert.deepEqual([body.tools.speak, body.tools.exchange], [true, 'own']);
  const heard = await boss.raw({ method: 'GET', url: '/api/v1/hotline/prompts/goodbye/audio' });
  assert.deepEqual([heard.status, heard.headers['content-type']], [200, 'audio/wav']);
  assert.equal((await boss.get('/hotline/prompts/khong-co/audio')).status, 404);
  assert.equal((await agent.get('/hotline/prompts/goodbye/audio')).status, 403);
});

test('a changed text is spoken anew and reaches Asterisk; the words of the release bring its own sound back', async () => {
  const recorded = await app.eventsDuring(async () => {
    const changed = await boss.put('/hotline/prompts/goodbye', { text: 'Xin cảm ơn và hẹn gặp lại.' });
    assert.deepEqual([changed.body.text, changed.body.source], ['Xin cảm ơn và hẹn gặp lại.', 'machine']);
  });
  assert.deepEqual(
    recorded.map((e) => e.data),
    [{ what: 'prompt', which: 'goodbye', how: 'changed' }],
  );
  const row = await ctx.db
    .selectFrom('hotline_prompts')
    .select(['sha256', 'narrow_sha256'])
    .where('name', '=', 'goodbye')
    .executeTakeFirstOrThrow();
  assert.ok((await onDisk('goodbye.wav')).equals(await ctx.files.readAll(row.narrow_sha256 ?? '')));
  assert.ok((await onDisk('goodbye.sln16')).equals(samplesOf(await ctx.files.readAll(row.sha256 ?? ''))));
  assert.equal(await syncPrompts(ctx), 0, 'what is there is not written again');
  const back = await boss.put('/hotline/prompts/goodbye', { text: null });
  assert.deepEqual([back.body.text, back.body.changedAt], [PROMPTS.goodbye, null]);
  assert.equal((await onDisk('goodbye.wav')).toString(), 'machine goodbye');
  assert.equal(existsSync(join(sounds, 'goodbye.set')), false);
});

test('a studio recording takes the place of the machine, and gives it back', async () => {
  const studio = (await speak('Giọng thu ở phòng thu')).wide;
  const recorded = await app.eventsDuring(async () => {
    const put = await upload(boss, 'menu', studio, 'Lời mời.wav');
    assert.equal(put.status, 200, JSON.stringify(put.body));
    assert.deepEqual(
      [put.body.source, put.body.fileName, put.body.changedBy.name],
      ['studio', 'Lời mời.wav', 'Lê Giám Sát'],
    );
    assert.ok(put.body.seconds > 0.5);
  });
  assert.deepEqual(
    recorded.map((e) => e.data),
    [{ what: 'prompt', which: 'menu', how: 'studio' }],
  );
  assert.notEqual((await onDisk('menu.wav')).toString(), 'machine menu');
  const { sha256 } = await ctx.db
    .selectFrom('hotline_prompts')
    .select('sha256')
    .where('name', '=', 'menu')
    .executeTakeFirstOrThrow();
  assert.equal((await onDisk('menu.set')).toString(), sha256);
  assert.equal(
    createHash('sha256')
      .update(await ctx.files.readAll(sha256 ?? ''))
      .digest('hex'),
    sha256,
  );
  assert.equal((await upload(boss, 'menu', Buffer.from('not a sound'), 'a.wav')).status, 415);
  assert.equal((await upload(agent, 'menu', studio, 'a.wav')).status, 403);
  assert.equal((await upload(boss, 'khong-co', studio, 'a.wav')).status, 404);
  const back = await boss.delete('/hotline/prompts/menu/recording');
  assert.equal(back.body.source, 'machine');
  assert.equal((await onDisk('menu.wav')).toString(), 'machine menu');
});

test('an announcement is heard from its beginning to its end, in the words that were entered', async () => {
  const now = app.clock.now();
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
  const made = await boss.post('/hotline/announcements', {
    title: 'Vỡ ống nước phường 1',
    text: 'Khu vực phường 1 đang mất nước do vỡ ống. Đơn vị cấp nước đang khắc phục.',
    enabled: true,
    startsAt: at(1),
    endsAt: at(3),
  });
  assert.deepEqual([made.status, made.body.now], [201, false]);
  const { id, prompt: name } = made.body;
  assert.ok(existsSync(join(sounds, `${name}.wav`)), 'Asterisk has it before it begins');
  const hears = async () => {
    const facts = await menuFacts(ctx.db, app.clock.now());
    const { graph } = await hotlineMenu(ctx.db);
    const greeted = step(graph, null, { kind: 'begin' }, facts);
    return step(graph, greeted.state, { kind: 'played' }, facts).doings[0];
  };
  assert.deepEqual(await hears(), { kind: 'play', sounds: ['menu'], listen: true });
  app.clock.advance('PT90M');
  assert.deepEqual(await hears(), { kind: 'play', sounds: [name], listen: false });
  assert.equal((await boss.get('/hotline/announcements')).body.items[0].now, true);
  assert.equal((await boss.delete(`/hotline/prompts/${name}`)).status, 409, 'in use');
  const off = await boss.put(`/hotline/announcements/${id}`, { enabled: false, startsAt: null, endsAt: null });
  assert.equal(off.body.now, false);
  assert.deepEqual((await hears())?.kind === 'play' ? 'menu' : '', 'menu');
  const order = await boss.put(`/hotline/announcements/${id}`, { enabled: true, startsAt: at(3), endsAt: at(1) });
  assert.deepEqual([order.status, order.body.fields[0].path], [422, 'endsAt']);
  assert.equal(
    (await boss.post('/hotline/announcements', { enabled: true, startsAt: null, endsAt: null })).status,
    422,
  );
  assert.equal((await boss.delete(`/hotline/announcements/${id}`)).status, 204);
  assert.equal((await boss.delete(`/hotline/announcements/${id}`)).status, 404);
  assert.equal((await boss.delete(`/hotline/prompts/${name}`)).status, 204);
  assert.equal(existsSync(join(sounds, `${name}.wav`)), false);
  // Of a prompt of the release: no new text, and its own words stay.
  const known = await boss.post('/hotline/announcements', {
    prompt: 'incident',
    enabled: true,
    startsAt: null,
    endsAt: null,
  });
  assert.deepEqual([known.status, known.body.text], [201, PROMPTS.incident]);
  assert.deepEqual(await hears(), { kind: 'play', sounds: ['incident'], listen: false });
});

test('the archive for an Asterisk elsewhere holds every prompt in both rates', async () => {
  const answer = await app.app.inject({
    method: 'GET',
    url: '/api/v1/hotline/prompts.zip',
    headers: { cookie: await cookieOf() },
  });
  const parts = unzip(answer.rawPayload);
  for (const name of Object.keys(PROMPTS))
    assert.ok(parts.has(`vi/${name}.wav`) && parts.has(`vi/${name}.wav16`), name);
  assert.match(parts.get('vi/noi-dung.txt')?.toString() ?? '', /greeting\tXin chào quý khách/);
});

async function cookieOf(): Promise<string> {
  return `${SESSION_COOKIE}=${await createSessionFor(ctx, boss.user.id)}`;
}

test('a prompt spoken for an announcement can be listed and has the announcement’s title', async () => {
  const added = await boss.post('/hotline/prompts', { title: 'Thử', text: 'Đây là lời thử.' });
  assert.deepEqual([added.status, added.body.removable, added.body.group], [201, true, 'announcement']);
  assert.equal((await prompt(added.body.name)).title, 'Thử');
  assert.equal((await boss.put(`/hotline/prompts/${added.body.name}`, { text: null })).status, 422);
});
