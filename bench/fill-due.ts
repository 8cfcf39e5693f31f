/** Cases in work at one unit that all fall due in the same second, written with SQL. */
import { sql } from 'kysely';
import type { RunningContext } from '../server/context.ts';

export async function fillDue(ctx: RunningContext, cases: number): Promise<void> {
  const due = new Date(Math.floor(ctx.clock.now().getTime() / 1_000) * 1_000);
  const born = new Date(due.getTime() - 7 * 86_400_000);
  await sql`insert into cases (code, secret_hash, version, type, status, level, urgency, channel, title, content, fold, lead_unit_id, clock_from,
      due_at, original_due_at, due_unit_id, due_policy_id, due_explanation, serious_at, alert_at, step_due_at, created_at, updated_at)
    select '1022-990101-' || lpad(n::text, 7, '0'), sha256(n::text::bytea), 2, 'service_report', 'processing', 2, 'normal', 'phone', 'Đường ngập',
      'Đường ngập sau mưa, số nhà ' || n, 'duong ngap ' || n, u.id, ${born}, ${due}, ${due}, u.id, p.id, '{}', ${due}::timestamptz + interval '2 days', ${due}, ${due}, ${born}, ${born}
    from generate_series(1, ${cases}::int) n, (select id from units where code = 'so-xay-dung') u,
      (select id from deadline_policies where stage = 'handle' and type = 'service_report' limit 1) p`.execute(ctx.db);
  await sql`insert into assignments (case_id, unit_id, role, state, level, due_at, started_at, accepted_at)
    select id, lead_unit_id, 'lead', 'accepted', 2, due_at, created_at, created_at from cases`.execute(ctx.db);
  await sql`insert into case_steps (case_id, status, level, unit_id, started_at) select id, status, level, lead_unit_id, created_at from cases`.execute(
    ctx.db,
  );
  await sql`vacuum analyze`.execute(ctx.db);
}
