import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { startApp } from '../../test/support/app.ts';
import { seed } from '../app/seed.ts';
import { handleCaseJobs, listPublished, redact, registerCases } from '../cases/index.ts';
import { handleConversationJobs } from '../conversations/index.ts';
import { seedDemo } from './index.ts';

const app = await startApp({
  demo: true,
  withoutReference: true,
  register: (server, ctx) => {
    registerCases(server, ctx);
    handleCaseJobs(ctx);
    handleConversationJobs(ctx);
  },
});
await seed(app.ctx);
const first = await seedDemo(app.ctx, { cases: 90 });
const rows = async <T>(query: RawBuilder<T>) => (await query.execute(app.ctx.db)).rows;

test('every story is lived to its end', () => {
  assert.deepEqual([...(first.replay?.failures ?? [])], []);
  assert.equal(first.replay?.cases, 90);
});

test('every status and level is there, all marked as demonstration', async () => {
  const found = await rows(
    sql<{ status: string; n: number }>`select status, count(*)::int as n from cases where demo group by 1`,
  );
  const statuses = new Set(found.map((f) => f.status));
  const wanted = [
    'received',
    'forwarded',
    'processing',
    'awaiting_citizen',
    'awaiting_approval',
    'escalated',
    'approved',
    'closed',
    'declined',
  ];
  for (const status of wanted) assert.ok(statuses.has(status), `no case is ${status}`);
  assert.equal(
    found.reduce((sum, f) => sum + f.n, 0),
    // The stories, one event reported by seven people, and five reports that may be another.
    90 + 7 + 5,
  );
  const levels = await rows(
    sql<{ l: number }>`select distinct level as l from cases where status = 'escalated' order by 1`,
  );
  assert.deepEqual(
    levels.map((l) => l.l),
    [3, 4],
  );
  const solved = await rows(
    sql<{ l: number }>`select distinct resolved_level as l from cases where status = 'closed' order by 1`,
  );
  assert.deepEqual(
    solved.map((l) => l.l),
    [1, 2, 3, 4],
  );
});

test('the particular situations are there: overdue, disputed, reopened, more time asked, an opinion open', async () => {
  const [found] = await rows(sql<Record<string, number>>`select
    (select count(*)::int from cases where closed_at is null and finished_at is null and due_at < ${app.clock.now()}) as overdue,
    (select count(*)::int from cases where status = 'escalated' and return_count = 2) as disputed,
    (select count(*)::int from cases where closed_at is null and reopen_count > 0) as reopened,
    (select count(*)::int from extension_requests where state = 'requested') as extension,
    (select count(*)::int from assignments where role = 'co' and ended_at is null) as consulted,
    (select count(*)::int from directives where closed_at is null) as directed,
    (select count(*)::int from directives where closed_at is null and level = 4) as directed_by_province,
    (select count(*)::int from delegations where ends_at > ${app.clock.now()}) as deputies`);
  for (const [name, n] of Object.entries(found ?? {})) assert.ok(n > 0, `nothing is ${name}`);
});

test('one incident goes on with the cases of those who reported it; another group of like cases stands out', async () => {
  const [found] = await rows(sql<Record<string, number>>`select
    (select count(*)::int from incidents where ended_at is null) as open,
    (select count(*)::int from cases m join incidents i on i.case_id = m.parent_id) as joined,
    (select count(*)::int from cases c join categories k on k.id = c.category_id
      where k.code = 'mat-nuoc-nuoc-yeu' and c.status = 'received' and c.created_at > ${new Date(app.clock.now().getTime() - 7_200_000)}) as alike`);
  assert.deepEqual([found?.open, found?.joined], [1, 6]);
  assert.ok((found?.alike ?? 0) >= 5);
});

test('some answers stand on the public page, under several fields, without a person’s data', async () => {
  const { items } = await listPublished(app.ctx.db, { limit: 50 });
  assert.ok(items.length >= 3, `${items.length} published`);
  assert.ok(new Set(items.map((one) => one.category?.code)).size > 1);
  for (const { title, content, answer } of items)
    for (const text of [title, content, answer]) assert.equal(redact(text), text);
  for (const { title, content } of items) assert.doesNotMatch(`${title}\n${content}`, /\p{Lu}\p{L}+\s+\p{Lu}\p{L}+/u);
});

test('no event is missing and the rows agree with one another', async () => {
  const wrong = await rows(sql<{ code: string }>`select c.code from cases c where
    (select count(*) from events e where e.case_id = c.id and e.data ? 'version') <> c.version + 1
    or (select count(*) from case_steps s where s.case_id = c.id and s.ended_at is null) <> (c.closed_at is null)::int
    or exists (select from case_steps s where s.case_id = c.id and s.ended_at < s.started_at)
    or (c.status = 'awaiting_approval') <> exists (select from drafts d where d.case_id = c.id and d.state = 'submitted')
    or (c.status in ('processing', 'awaiting_approval')) <> exists (select from assignments a where a.case_id = c.id and a.role = 'lead' and a.state = 'accepted') and c.status not in ('awaiting_citizen', 'escalated')`);
  assert.deepEqual(wrong, []);
  const future = await rows(
    sql`select code from cases where created_at > ${app.clock.now()} or updated_at > ${app.clock.now()}`,
  );
  assert.deepEqual(future, []);
  const [mails] = await rows(sql<{ n: number }>`select count(*)::int as n from messages`);
  assert.equal(mails?.n, 0, 'nobody is written to');
});

test('the desk shows them: the leader has drafts to sign, the counts agree with the lists', async () => {
  const leader = await app.as('leader');
  const counts = await leader.get('/cases/counts');
  const inbox = await leader.get('/cases?view=inbox&limit=100');
  assert.equal(counts.body.views.inbox.total, inbox.body.items.length);
});

test('a second start adds nothing', async () => {
  const count = async () =>
    (
      await rows(sql<
        Record<string, number>
      >`select (select count(*)::int from cases) as cases, (select count(*)::int from events) as events,
      (select count(*)::int from users) as users, (select count(*)::int from delegations) as delegations`)
    )[0];
  const earlier = await count();
  assert.equal((await seedDemo(app.ctx, { cases: 90 })).replay, null);
  assert.deepEqual(await count(), earlier);
});
