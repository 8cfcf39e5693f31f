/** A year on a real database, small: every limit and every deed goes through the engine (`npm run bench -- year` for more). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startCasesApp } from '../support/cases-app.ts';
import { brokenAfterYear } from './checks.ts';
import { liveYear } from './year.ts';

const t = await startCasesApp({ now: '2026-01-05T07:00:00+07:00' });

test('a year through the engine: none forgotten, no limit twice or never, time held adds up', async (context) => {
  const cast = {
    agent: t.agent.user.username,
    supervisor: t.supervisor.user.username,
    province: t.province.user.username,
    units: [
      { code: 'so-xay-dung', officer: t.officer.user.username, leader: t.leader.user.username },
      { code: 'so-nn-mt', officer: t.officer2.user.username, leader: t.leader2.user.username },
    ],
  };
  const report = await liveYear(t.ctx, {
    cases: Number(process.env.SIMULATED_ROWS ?? 150),
    days: 350,
    tickMinutes: 1_080,
    seed: 1022,
    cast,
    stops: [
      [45, 5],
      [200, 2],
    ],
    moveTo: (at) => t.clock.moveTo(at),
    atOnce: 8,
  });
  context.diagnostic(JSON.stringify(report));
  assert.equal(report.sweptLate, 0, 'the sweep leaves nothing behind');
  assert.deepEqual(await brokenAfterYear(t.ctx), {});
  const { rows } = await sql<{ type: string }>`select distinct type from events where type like 'case.%'`.execute(
    t.ctx.db,
  );
  const happened = new Set(rows.map((r) => r.type));
  // Only what must happen with people like these; rarer things happen by chance.
  for (const type of ['warned', 'overdue', 'seriously_late', 'escalated', 'directed', 'resumed', 'limit_passed'])
    assert.ok(happened.has(`case.${type}`), type);
});
