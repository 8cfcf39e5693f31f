/** What callers hear of incidents: made by a sweep, silent the moment that the incident is over or says something else. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startCasesApp } from '../../../test/support/cases-app.ts';
import { hotlineMenu, menuFacts } from '../menu/published.ts';
import { step } from '../menu/step.ts';
import { bringSound, sweepSounds } from './sounds.ts';

const t = await startCasesApp({ whole: true });
const { ctx } = t;
const sounds = join(ctx.config.dataDir, 'telephony/sounds');
await mkdir(sounds, { recursive: true });
const exchange = { url: 'http://127.0.0.1:9/ari', user: 'hotline', password: 'x', soundsDir: sounds };
await writeFile(join(ctx.config.dataDir, 'telephony/ari.json'), JSON.stringify(exchange));

const words = { title: 'Mất điện', told: 'Điện lực đang sửa.' };
const declare = async (spoken: string) => {
  const { code } = await t.newCase();
  const answer = await t.supervisor.post('/incidents', { ...words, spoken, case: code });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.incident;
};
const end = async (id: number) => {
  const { version } = (await t.supervisor.get(`/incidents/${id}`)).body;
  assert.equal((await t.supervisor.post(`/incidents/${id}/end`, { version, reason: 'Xong.' })).status, 200);
};
/** What a caller hears after the greeting. */
const hears = async (): Promise<readonly string[]> => {
  const facts = await menuFacts(ctx.db, t.clock.now());
  const { graph } = await hotlineMenu(ctx.db);
  const greeted = step(graph, null, { kind: 'begin' }, facts);
  const [doing] = step(graph, greeted.state, { kind: 'played' }, facts).doings;
  return doing?.kind === 'play' ? doing.sounds : [];
};
const stateOf = async (id: number) => {
  const { items } = (await t.agent.get('/hotline/incidents')).body;
  return items.find((one: { incidentId: number }) => one.incidentId === id) ?? null;
};

test('declared, spoken, announced by the menu, changed, silent at its end', async () => {
  const { id, version } = await declare('Khu vực phường 1 đang mất điện.');
  const name = `incident-${id}`;
  assert.equal((await stateOf(id)).state, 'making');
  assert.deepEqual(await hears(), ['menu'], 'not before there is a voice');
  await sweepSounds(ctx);
  assert.deepEqual(await hears(), [name]);
  assert.ok(existsSync(join(sounds, `${name}.wav`)), 'Asterisk has it');
  const { state, prompt, trouble } = await stateOf(id);
  assert.deepEqual([state, prompt, trouble], ['announced', name, null]);
  const heard = await t.supervisor.raw({ method: 'GET', url: `/api/v1/hotline/prompts/${name}/audio` });
  assert.deepEqual([heard.status, heard.headers['content-type']], [200, 'audio/wav']);
  // Its words belong to the incident: the page of prompts neither changes nor removes them.
  assert.equal((await t.supervisor.put(`/hotline/prompts/${name}`, { text: 'Khác' })).status, 409);
  assert.equal((await t.supervisor.delete(`/hotline/prompts/${name}`)).status, 409);
  const next = { ...words, spoken: 'Phường 1 đã có điện một phần.', version };
  assert.equal((await t.supervisor.put(`/incidents/${id}`, next)).status, 200);
  assert.deepEqual(await hears(), ['menu'], 'the old words are not said a moment longer');
  await sweepSounds(ctx);
  assert.deepEqual(await hears(), [name]);
  await end(id);
  assert.deepEqual(await hears(), ['menu'], 'silent with the end, before anybody has looked');
  await sweepSounds(ctx);
  assert.equal(await stateOf(id), null);
  assert.equal(existsSync(join(sounds, `${name}.wav`)), false, 'and nothing is left of it');
});

test('over with its case: the telephone is silent at once', async () => {
  const incident = await declare('Đang mất nước.');
  await sweepSounds(ctx);
  assert.equal((await hears()).length, 1);
  await t.did(t.agent, incident.case.code, 'answer', { text: 'Đã có nước.' });
  assert.deepEqual(await hears(), ['menu']);
  await sweepSounds(ctx);
});

test('at most three, the newest first, before the announcements of the page of prompts', async () => {
  const own = await t.supervisor.post('/hotline/announcements', {
    prompt: 'incident',
    enabled: true,
    startsAt: null,
    endsAt: null,
  });
  const made: number[] = [];
  for (const place of ['một', 'hai', 'ba', 'bốn']) {
    t.clock.advance('PT1M');
    made.push((await declare(`Sự cố ở phường ${place}.`)).id);
  }
  await sweepSounds(ctx);
  const [first = 0, second = 0, third = 0, fourth = 0] = made;
  assert.deepEqual(await hears(), [...[fourth, third, second].map((id) => `incident-${id}`), 'incident']);
  assert.equal((await stateOf(first)).state, 'beyond');
  await end(fourth);
  assert.deepEqual(await hears(), [...[third, second, first].map((id) => `incident-${id}`), 'incident']);
  for (const id of [first, second, third]) await end(id);
  assert.deepEqual(await hears(), ['incident'], 'the page’s own stay');
  await t.supervisor.delete(`/hotline/announcements/${own.body.id}`);
  await sweepSounds(ctx);
});

test('a voice that cannot be made is said, and can be tried again', async () => {
  const { id } = await declare('Đang mất điện.');
  // As on a machine without espeak-ng.
  await bringSound(ctx, id, () => null);
  const failed = await stateOf(id);
  assert.deepEqual([failed.state, failed.prompt], ['failed', null]);
  assert.match(failed.trouble, /espeak-ng/);
  const english = await t.agent.raw({
    method: 'GET',
    url: '/api/v1/hotline/incidents',
    headers: { 'accept-language': 'en' },
  });
  assert.match(english.body.items[0].trouble, /The server does not have/);
  assert.equal(await sweepSounds(ctx), 0, 'not tried again and again');
  assert.deepEqual(await hears(), ['menu']);
  const health = async () => {
    const { lines } = (await t.supervisor.get('/hotline/health')).body;
    return lines.find((one: { line: string }) => one.line === 'incidents')?.state;
  };
  assert.equal(await health(), 'bad');
  assert.equal((await t.agent.post(`/hotline/incidents/${id}/sound`, {})).status, 403);
  const again = await t.supervisor.post(`/hotline/incidents/${id}/sound`, {});
  assert.deepEqual([again.status, again.body.state], [200, 'announced'], JSON.stringify(again.body));
  assert.deepEqual([await hears(), await health()], [[`incident-${id}`], 'good']);
  assert.equal((await t.supervisor.post('/hotline/incidents/999999/sound', {})).status, 404);
  await end(id);
});

test('an incident without words for the telephone has nothing there', async () => {
  const { id } = await declare('');
  await sweepSounds(ctx);
  assert.equal(await stateOf(id), null);
  assert.deepEqual(await hears(), ['menu']);
  const { step: said, exchange: where } = (await t.agent.get('/hotline/incidents')).body;
  assert.deepEqual([said, where], [true, 'own']);
});
