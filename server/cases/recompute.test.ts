import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { forgetCalendars, loadCalendars } from '../calendar/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { keptSaid } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { sweepLimits } from './limits.ts';
import { enqueueRecompute, previewRecompute, recomputeJob } from './recompute.ts';

const t = await startCasesApp();
const row = (code: string) =>
  t.ctx.db.selectFrom('cases').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
const local = (at: Date | null) => at && new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);

/** A day off for everybody; the calendars with it, in memory only. */
class Undo extends Error {}
async function withHoliday(date: string) {
  let proposed: Awaited<ReturnType<typeof loadCalendars>> | undefined;
  await inTransaction(t.ctx.db, async (tx) => {
    await addDay(tx, date);
    // What this transaction has changed is for itself alone, and is undone.
    forgetCalendars(tx);
    proposed = await loadCalendars(tx);
    throw new Undo();
  }).catch((e) => {
    if (!(e instanceof Undo)) throw e;
  });
  forgetCalendars(t.ctx.db);
  if (!proposed) throw new Error('nothing proposed');
  return proposed.value;
}
async function addDay(db: Parameters<typeof loadCalendars>[0], date: string, kind = 'holiday') {
  await sql`insert into calendar_days (calendar_id, date, kind, name, origin) select id, ${date}, ${kind}, 'Nghỉ bão', 'manual'
    from calendars where code = 'hanh-chinh'`.execute(db);
}

async function recompute(vi: string): Promise<void> {
  forgetCalendars(t.ctx.db);
  await transact(t.ctx, async (tx) => enqueueRecompute(tx, { vi, en: `${vi} (en)` }));
  await t.settle();
}

const moves = async () =>
  (
    await t.ctx.db
      .selectFrom('events as e')
      .innerJoin('cases as c', 'c.id', 'e.case_id')
      .select(['c.code', 'e.data'])
      .where('e.type', '=', 'case.due_recomputed')
      .orderBy('e.id')
      .execute()
  ).map((e) => ({
    code: e.code,
    ...(e.data as unknown as { from: string; to: string; why: string; step?: string[] }),
  }));

test('a holiday moves what is due after it, with an event and a reason; what a person fixed stays', async () => {
  const report = async () => {
    const { code } = await t.newCase({ type: 'service_report' });
    await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
    await t.did(t.officer, code, 'accept');
    return code;
  };
  const plain = await report();
  const inquiry = (await t.newCase()).code;
  const forwarded = (await t.newCase({ type: 'service_report' })).code;
  await t.did(t.agent, forwarded, 'forward', { leadUnit: 'so-xay-dung' });
  const granted = await report();
  await t.did(t.officer, granted, 'request_extension', { dueAt: '2026-12-04T16:00:00+07:00', reason: 'Cần đo đạc' });
  await t.did(t.leader, granted, 'grant', {});
  const ordered = await report();
  await t.did(t.officer, ordered, 'escalate', { reason: 'Xin ý kiến' });
  await t.did(t.leader, ordered, 'direct', {
    unit: 'so-xay-dung',
    text: 'Làm ngay',
    dueAt: '2026-11-26T16:00:00+07:00',
  });
  const signed = await report();
  await t.did(t.officer, signed, 'submit', { text: 'Dự thảo' });
  const asked = await report();
  await t.did(t.officer, asked, 'request_info', { question: 'Ở đâu?' });
  const done = (await t.newCase()).code;
  await t.did(t.agent, done, 'answer', { text: 'Xong' });

  // Nothing has changed: nothing is written.
  const before = await t.ctx.db.selectFrom('cases').selectAll().orderBy('id').execute();
  await recompute('thử');
  assert.deepEqual(await t.ctx.db.selectFrom('cases').selectAll().orderBy('id').execute(), before);
  assert.deepEqual(await moves(), []);

  // Thursday off. The preview says what the job does, and writes nothing.
  const preview = await previewRecompute(t.ctx, await withHoliday('2026-11-26'));
  assert.deepEqual(
    { open: preview.open, affected: preview.affected, stepsOnly: preview.stepsOnly, moves: preview.moves },
    { open: 7, affected: 5, stepsOnly: 0, moves: [{ days: 1, cases: 5 }] },
  );
  const codes = preview.examples.map((e) => e.code);
  assert.deepEqual(codes.toSorted(), [plain, forwarded, ordered, signed, asked].toSorted());
  assert.equal(preview.examples[0]?.unit?.code, 'so-xay-dung');
  assert.equal(preview.examples[0]?.from, '2026-11-30T08:00:00+07:00');
  assert.equal(preview.examples[0]?.to, '2026-12-01T08:00:00+07:00');
  assert.deepEqual(await t.ctx.db.selectFrom('cases').selectAll().orderBy('id').execute(), before);

  await addDay(t.ctx.db, '2026-11-26');
  await recompute('nghỉ bão 26/11');
  const found = await moves();
  assert.deepEqual(found.map((e) => e.code).toSorted(), codes.toSorted());
  assert.ok(
    found.every((e) => keptSaid(String(e.why)).vi === 'nghỉ bão 26/11' && e.to === '2026-12-01T08:00:00+07:00'),
  );

  const moved = await row(plain);
  assert.deepEqual([local(moved.due_at), local(moved.step_due_at)], ['2026-12-01T08:00', '2026-12-01T08:00']);
  // Half of the time lies before the holiday; nothing moves there.
  assert.equal(local(moved.alert_at), '2026-11-25T14:00');
  assert.equal(local(moved.original_due_at), '2026-11-30T08:00', 'what was first promised stays on record');
  const { explanation } = (await t.officer.get(`/cases/${plain}/deadline`)).body as { explanation: string[] };
  assert.ok(
    explanation.some((l) => /^Tính lại lúc .* vì nghỉ bão 26\/11: hạn cũ 08:00 .*30\/11\/2026, hạn mới/.test(l)),
  );
  const inEnglish = async (path: string) =>
    (
      await t.officer.raw({
        method: 'GET',
        url: `/api/v1/cases/${plain}/${path}`,
        headers: { 'accept-language': 'en' },
      })
    ).body;
  const told = (await inEnglish('deadline')) as { explanation: string[] };
  assert.equal(told.explanation.length, explanation.length);
  assert.ok(
    told.explanation.some((l) => /^Worked out again at .*, because nghỉ bão 26\/11 \(en\): before 08:00/.test(l)),
  );
  assert.ok(told.explanation.some((l) => /^Limit of the present step \(the unit accepts|the unit handles\): /.test(l)));
  assert.ok(
    told.explanation.some((l) => l.startsWith('Thu 26/11: closed, Nghỉ bão (provisional')),
    told.explanation.join('\n'),
  );
  const { items } = (await inEnglish('timeline')) as { items: { type: string; data: { why?: string } }[] };
  assert.equal(items.find((e) => e.type === 'case.due_recomputed')?.data.why, 'nghỉ bão 26/11 (en)');
  assert.ok(explanation.some((l) => l.startsWith('Thứ Năm 26/11: nghỉ Nghỉ bão') || l.includes('26/11: nghỉ bão')));
  assert.equal(local((await row(inquiry)).due_at), '2026-11-24T08:00');
  const extension = await row(granted);
  assert.deepEqual([local(extension.due_at), local(extension.step_due_at)], ['2026-12-04T16:00', '2026-12-04T16:00']);
  const why = (await t.officer.get(`/cases/${granted}/deadline`)).body.explanation as string[];
  assert.ok(why.some((l) => l.includes('không dời khi lịch làm việc thay đổi')));
  const order = await row(ordered);
  assert.deepEqual([local(order.due_at), local(order.step_due_at)], ['2026-12-01T08:00', '2026-11-26T16:00']);
  assert.equal(local((await row(signed)).step_due_at), '2026-11-24T08:00');
  const waiting = await row(asked);
  assert.deepEqual([local(waiting.pause_until), local(waiting.step_due_at)], ['2026-12-01T08:00', '2026-12-01T08:00']);
  const leads = await t.ctx.db
    .selectFrom('assignments as a')
    .innerJoin('cases as c', 'c.id', 'a.case_id')
    .select(['c.code', 'a.due_at', 'a.by_directive'])
    .where('a.ended_at', 'is', null)
    .execute();
  for (const a of leads) {
    const expected = a.by_directive ? '2026-11-26T16:00' : a.code === granted ? '2026-12-04T16:00' : '2026-12-01T08:00';
    assert.equal(local(a.due_at), expected, a.code);
  }

  // Again: nothing more. A job that died and runs a second time changes nothing.
  await recompute('nghỉ bão 26/11');
  assert.equal((await moves()).length, 5);
});

test('a correction that would make cases late at once leaves their dates', async () => {
  t.clock.moveTo('2026-12-07T08:00:00+07:00');
  await addDay(t.ctx.db, '2026-12-08');
  forgetCalendars(t.ctx.db);
  const { code } = await t.newCase();
  assert.equal(local((await row(code)).due_at), '2026-12-09T08:00');
  t.clock.moveTo('2026-12-08T12:00:00+07:00');
  await t.ctx.db.deleteFrom('calendar_days').where('date', '=', '2026-12-08').execute();
  await recompute('8/12 làm việc');
  assert.equal(local((await row(code)).due_at), '2026-12-09T08:00');
  assert.equal((await moves()).filter((e) => e.code === code).length, 0);
});

test('a holiday declared afterwards takes back what was late: overdue is announced again when it comes', async () => {
  t.clock.moveTo('2027-01-04T08:00:00+07:00');
  const { code } = await t.newCase({ type: 'inquiry' });
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  t.clock.moveTo('2027-01-05T09:00:00+07:00');
  await sweepLimits(t.ctx);
  const types = async () =>
    ((await t.agent.get(`/cases/${code}/timeline`)).body.items as { type: string }[]).map((e) => e.type);
  assert.equal((await types()).filter((x) => x === 'case.overdue').length, 1);
  await addDay(t.ctx.db, '2027-01-05');
  await recompute('nghỉ 5/1');
  assert.equal((await t.agent.get(`/cases/${code}`)).body.bucket, 'in_time');
  t.clock.moveTo('2027-01-06T08:00:01+07:00');
  await sweepLimits(t.ctx);
  assert.equal((await types()).filter((x) => x === 'case.overdue').length, 2);
});

test('batches go on where they were, whatever the number of cases', async () => {
  const last = await t.ctx.db
    .selectFrom('cases')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirstOrThrow();
  await sql`insert into cases (code, secret_hash, type, status, level, urgency, channel, title, content, fold, clock_from, due_at, original_due_at,
      due_policy_id, step_due_at, created_at, updated_at)
    select '1022-270106-' || (10000 + n), sha256(n::text::bytea), type, status, level, urgency, channel, title, content, fold, clock_from, due_at,
      original_due_at, due_policy_id, step_due_at, created_at, updated_at
    from cases, generate_series(1, 700) n where code = (select code from cases where status = 'received' and closed_at is null order by id desc limit 1)`.execute(
    t.ctx.db,
  );
  await sql`insert into case_steps (case_id, status, level, started_at) select id, status, level, created_at from cases where id > ${last.id}`.execute(
    t.ctx.db,
  );
  await recompute('không đổi gì');
  const before = (await moves()).length;
  t.clock.moveTo('2027-01-07T08:00:00+07:00');
  await sql`update cases set clock_from = ${t.clock.now()}, due_at = ${new Date('2027-01-08T08:00:00+07:00')} where id > ${last.id}`.execute(
    t.ctx.db,
  );
  await addDay(t.ctx.db, '2027-01-08');
  forgetCalendars(t.ctx.db);
  const preview = await previewRecompute(t.ctx, (await loadCalendars(t.ctx.db)).value);
  // And the case whose citizen was asked in November, resumed meanwhile.
  assert.deepEqual([preview.affected, preview.examples.length], [701, 20]);
  await recompute('nghỉ 8/1');
  assert.equal((await moves()).length - before, 701);
  assert.equal(recomputeJob.name, 'cases.recompute');
});
