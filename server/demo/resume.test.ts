import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startApp } from '../../test/support/app.ts';
import { seed } from '../app/seed.ts';
import { handleCaseJobs, registerCases } from '../cases/index.ts';
import { handleConversationJobs } from '../conversations/index.ts';
import { seedDemoCases, seedDemoPeople } from './index.ts';

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
await seedDemoPeople(app.ctx);

test('a demonstration that was ended on the way is continued, not begun again', async () => {
  const cases = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from cases`.execute(app.ctx.db)).rows[0]?.n ?? 0;
  const end = new AbortController();
  // Ends at the first line that counts cases, in the replay's own turn: an event would come when the database likes.
  const progress = (line: string) => {
    if (line.includes('/40')) end.abort();
  };
  await seedDemoCases(app.ctx, { cases: 40, progress, signal: end.signal });
  const before = await cases();
  assert.ok(before > 0 && before < 40, `${before} cases were made before the end`);
  app.clock.advance('P1D');
  const after = await seedDemoCases(app.ctx, { cases: 40 });
  assert.deepEqual([...(after?.failures ?? [])], []);
  // With the reports of the incident and those that may be another.
  assert.equal(await cases(), 40 + 7 + 5);
  assert.equal(await seedDemoCases(app.ctx), null);
});
