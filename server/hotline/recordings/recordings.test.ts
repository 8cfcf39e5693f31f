/** Recordings over HTTP: who hears what, pieces, what is put on record, marks, erasing, taking out. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { startCasesApp } from '../../../test/support/cases-app.ts';
import { createSessionFor } from '../../../test/support/factories.ts';
import { unzip } from '../../../test/support/unzip.ts';
import { SESSION_COOKIE } from '../../org/index.ts';
import { eraseOldRecordings } from './erase.ts';
import { rangeOf } from './hear.ts';
import { recordingStore, storeRecording } from './store.ts';

const app = await startCasesApp({ whole: true });
const { ctx, agent, supervisor, officer } = app;
const colleague = await app.as({ role: 'agent' });
const sound = randomBytes(150_000);
let made = 0;

/** A call that has ended, with a fetched recording. */
async function callWith(
  over: { agentId?: number; caseId?: number; kind?: 'talk' | 'voicemail'; daysAgo?: number } = {},
) {
  made += 1;
  const start = new Date(app.clock.now().getTime() - (over.daysAgo ?? 0) * 86_400_000 - 600_000);
  const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
  const { id: callId } = await ctx.db
    .insertInto('calls')
    .values({
      direction: 'inbound',
      origin: 'asterisk',
      state: 'ended',
      number: `+8490512345${made % 10}`,
      agent_id: over.agentId ?? agent.user.id,
      case_id: over.caseId ?? null,
      started_at: start,
      ended_at: at(120),
      outcome: 'answered',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const name = `call-${callId}-1`;
  const kind = over.kind ?? 'talk';
  const { id } = await ctx.db
    .insertInto('call_recordings')
    .values({ call_id: callId, name, kind, started_at: at(20), ended_at: at(120), seconds: 90, state: 'fetched' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('call_spans')
    .values({ call_id: callId, kind: 'record_pause', started_at: at(50), ended_at: at(60) })
    .execute();
  const { id: fileId } = await storeRecording(ctx, sound, { name });
  return { callId, id, name, fileId };
}

/** The bytes of an answer, as a browser gets them. */
async function bytes(who: typeof agent, url: string, options: { range?: string; body?: object } = {}) {
  const answer = await app.app.inject({
    method: options.body ? 'POST' : 'GET',
    url: `/api/v1${url}`,
    headers: {
      cookie: `${SESSION_COOKIE}=${await createSessionFor(ctx, who.user.id)}`,
      ...(options.range ? { range: options.range } : {}),
    },
    ...(options.body ? { payload: options.body } : {}),
  });
  return { status: answer.statusCode, raw: answer.rawPayload, headers: answer.headers };
}

test('a player gets the whole or any piece; one listening is one entry in the trail', async () => {
  const { callId, id } = await callWith();
  const recorded = await app.eventsDuring(async () => {
    const whole = await bytes(agent, `/calls/${callId}/recording`);
    assert.deepEqual(
      [whole.status, whole.headers['accept-ranges'], whole.headers['content-type']],
      [200, 'bytes', 'audio/wav'],
    );
    assert.ok(whole.raw.equals(sound));
    const piece = await bytes(agent, `/calls/${callId}/recording?part=${id}`, { range: 'bytes=65000-131071' });
    assert.deepEqual([piece.status, piece.headers['content-range']], [206, 'bytes 65000-131071/150000']);
    assert.ok(piece.raw.equals(sound.subarray(65_000, 131_072)));
    await Promise.all([0, 1, 2].map((n) => bytes(agent, `/calls/${callId}/recording`, { range: `bytes=${n}-` })));
    const past = await bytes(agent, `/calls/${callId}/recording`, { range: 'bytes=150000-' });
    assert.deepEqual([past.status, past.headers['content-range']], [416, 'bytes */150000']);
  });
  const heard = recorded.filter((e) => e.type === 'call.recording_heard');
  assert.deepEqual(
    heard.map((e) => [e.data, e.subject, e.audience.to]),
    [[{ callId, recordingId: id, how: 'played' }, `recording:${id}`, ['supervisor']]],
  );
  app.clock.advance('PT31M');
  const later = await app.eventsDuring(() => bytes(agent, `/calls/${callId}/recording`));
  assert.equal(later.filter((e) => e.type === 'call.recording_heard').length, 1);
  const trail = await supervisor.get(`/recordings/${id}/hearings`);
  assert.deepEqual(
    trail.body.items.map((one: { by: string; how: string }) => [one.by, one.how]),
    [
      ['Lê Thị Tổng Đài', 'played'],
      ['Lê Thị Tổng Đài', 'played'],
    ],
  );
  assert.equal((await agent.get(`/recordings/${id}/hearings`)).status, 403);
});

test('pieces as players ask for them', () => {
  for (const [header, size, wanted] of [
    [undefined, 10, null],
    ['bytes=0-', 10, { start: 0, end: 9 }],
    ['bytes=3-5', 10, { start: 3, end: 5 }],
    ['bytes=3-500', 10, { start: 3, end: 9 }],
    ['bytes=-4', 10, { start: 6, end: 9 }],
    ['bytes=-40', 10, { start: 0, end: 9 }],
    ['bytes=10-', 10, 'wrong'],
    ['bytes=5-3', 10, 'wrong'],
    ['bytes=-', 10, 'wrong'],
    ['bytes=0-1,3-4', 10, null],
    ['items=1-2', 10, null],
    ['bytes=0-', 0, 'wrong'],
  ] as const)
    assert.deepEqual(rangeOf(header, size), wanted, String(header));
});

test('sight: own calls and those of cases; units only where the province allows it, and without the number', async () => {
  const seen = await app.newCase({ type: 'site_report' });
  const { id: caseId } = await ctx.db
    .selectFrom('cases')
    .select('id')
    .where('code', '=', seen.code)
    .executeTakeFirstOrThrow();
  await app.did(agent, seen.code, 'forward', { leadUnit: 'so-xay-dung' });
  const own = await callWith();
  const ofCase = await callWith({ caseId });
  const list = async (who: typeof agent) =>
    (await who.get('/recordings?limit=200')).body.items.map((one: { callId: string }) => Number(one.callId));
  assert.ok((await list(agent)).includes(own.callId) && (await list(supervisor)).includes(own.callId));
  assert.ok(!(await list(colleague)).includes(own.callId) && (await list(colleague)).includes(ofCase.callId));
  assert.equal((await bytes(colleague, `/calls/${own.callId}/recording`)).status, 404);
  assert.deepEqual(await list(officer), []);
  assert.equal((await bytes(officer, `/calls/${ofCase.callId}/recording`)).status, 404);
  assert.equal((await app.anonymous.get(`/calls/${own.callId}/recording`)).status, 401);
  assert.equal((await app.province.get('/recordings')).status, 403);
  const { body } = await supervisor.get('/hotline/settings');
  await supervisor.put('/hotline/settings', { values: { ...body.values, unitsMayHear: true }, version: body.version });
  assert.deepEqual(await list(officer), [ofCase.callId]);
  assert.equal((await officer.get('/recordings')).body.items[0].number, null);
  assert.equal((await bytes(officer, `/calls/${ofCase.callId}/recording`)).status, 200);
  assert.deepEqual(await list(app.officer2), []);
  await ctx.db.updateTable('cases').set({ sealed: true }).where('id', '=', caseId).execute();
  assert.deepEqual(await list(officer), []);
  const trail = await agent.get(`/cases/${seen.code}/timeline`);
  assert.ok(trail.body.items.some((one: { type: string }) => one.type === 'call.recording_heard'));
});

test('the list says where it was paused, until when it is kept and why longer; filters narrow it', async () => {
  const { callId, id } = await callWith();
  const [view] = (await supervisor.get(`/recordings?callId=${callId}`)).body.items;
  assert.deepEqual(view.pauses, [{ at: 30, seconds: 10 }]);
  assert.match(view.eraseFrom, /^\d{4}-\d\d-\d\d$/);
  await ctx.db.updateTable('call_recordings').set({ state: 'missing' }).where('id', '=', id).execute();
  assert.equal((await supervisor.get(`/recordings?state=lost&callId=${callId}`)).body.items.length, 1);
  const gone = await bytes(supervisor, `/calls/${callId}/recording`);
  assert.equal(gone.status, 404);
  assert.match(gone.raw.toString(), /bị thiếu/);
  const first = await supervisor.get('/recordings?limit=1');
  const second = await supervisor.get(`/recordings?limit=1&cursor=${first.body.nextCursor}`);
  assert.notEqual(first.body.items[0].id, second.body.items[0].id);
  assert.equal((await supervisor.get('/recordings?cursor=x_y')).status, 400);
});

test('what is over its days goes, with its hash on record; a mark and an open case keep it', async () => {
  const open = await app.newCase();
  const { id: caseId } = await ctx.db
    .selectFrom('cases')
    .select('id')
    .where('code', '=', open.code)
    .executeTakeFirstOrThrow();
  const old = await callWith({ daysAgo: 366 });
  const marked = await callWith({ daysAgo: 366 });
  const ofOpen = await callWith({ daysAgo: 366, caseId });
  const young = await callWith({ daysAgo: 364 });
  assert.equal((await agent.post(`/recordings/${marked.id}/hold`, { reason: 'Khiếu nại' })).status, 403);
  const held = await supervisor.post(`/recordings/${marked.id}/hold`, { reason: 'Khiếu nại số 12' });
  assert.deepEqual(
    [held.body.keptBecause, held.body.hold.reason, held.body.eraseFrom],
    ['mark', 'Khiếu nại số 12', null],
  );
  assert.equal((await supervisor.post(`/recordings/${marked.id}/hold`, { reason: 'x' })).status, 409);
  const file = await ctx.db
    .selectFrom('recording_files')
    .selectAll()
    .where('id', '=', old.fileId)
    .executeTakeFirstOrThrow();
  const path = recordingStore(ctx.config.dataDir).path(file.sha256);
  assert.ok(existsSync(path));
  const recorded = await app.eventsDuring(async () => {
    assert.equal(await eraseOldRecordings(ctx), 1);
    assert.equal(await eraseOldRecordings(ctx), 0);
  });
  assert.deepEqual(
    recorded.map((e) => [e.type, e.data]),
    [['recording.erased', { recordings: [{ id: old.id, callId: old.callId, sha256: file.plain_sha256 }] }]],
  );
  assert.equal(existsSync(path), false);
  const states = await ctx.db
    .selectFrom('call_recordings')
    .select(['id', 'state'])
    .where('id', 'in', [old.id, marked.id, ofOpen.id, young.id])
    .orderBy('id')
    .execute();
  assert.deepEqual(
    states.map((row) => row.state),
    ['erased', 'fetched', 'fetched', 'fetched'],
  );
  assert.match((await bytes(supervisor, `/calls/${old.callId}/recording`)).raw.toString(), /đã được xóa/);
  assert.equal((await supervisor.get('/recordings/erasures')).body.items[0].recordings[0].sha256, file.plain_sha256);
  assert.equal((await supervisor.post(`/recordings/${old.id}/hold`, { reason: 'x' })).status, 409);
  assert.equal((await supervisor.delete(`/recordings/${marked.id}/hold`)).body.hold, null);
  assert.equal((await supervisor.delete(`/recordings/${marked.id}/hold`)).status, 409);
  await app.did(agent, open.code, 'answer', { text: 'Đã giải đáp qua điện thoại cho người dân.' });
  assert.equal(await eraseOldRecordings(ctx), 2);
});

test('taking out: supervisors, with a reason on record; a case as one archive with its list', async () => {
  const about = await app.newCase();
  const { id: caseId } = await ctx.db
    .selectFrom('cases')
    .select('id')
    .where('code', '=', about.code)
    .executeTakeFirstOrThrow();
  const one = await callWith({ caseId });
  const lost = await callWith({ caseId });
  await ctx.db.updateTable('call_recordings').set({ state: 'missing' }).where('id', '=', lost.id).execute();
  const reason = 'Cơ quan điều tra yêu cầu, công văn 45';
  const recorded = await app.eventsDuring(async () => {
    const file = await bytes(supervisor, `/recordings/${one.id}/export`, { body: { reason } });
    assert.ok(file.raw.equals(sound));
    assert.match(
      String(file.headers['content-disposition']),
      /^attachment; filename="ghi-am-\d{8}-\d{4}-\d+-\d+\.wav"$/,
    );
    const all = await bytes(supervisor, '/recordings/export', { body: { caseCode: about.code, reason } });
    const parts = unzip(all.raw);
    assert.deepEqual(
      [...parts.keys()].map((name) => name.slice(0, 6)),
      ['danh-s', 'ghi-am'],
    );
    assert.ok([...parts.values()][1]?.equals(sound));
    assert.match(parts.get('danh-sach.csv')?.toString() ?? '', /thiếu/);
  });
  assert.deepEqual(
    recorded.map((e) => [e.type, e.data.how, e.data.reason, e.caseId]),
    [0, 1].map(() => ['call.recording_heard', 'exported', reason, caseId]),
  );
  assert.equal((await agent.post(`/recordings/${one.id}/export`, { reason })).status, 403);
  assert.equal((await supervisor.post(`/recordings/${one.id}/export`, {})).status, 422);
  assert.equal((await supervisor.post('/recordings/export', { caseCode: '1022-000000-0000', reason })).status, 404);
});
