/** The reference of the lifecycle bench: the same rows of a whole life, six transactions of prepared statements. */
import pg from 'pg';
import { connectionConfig } from '../server/platform/db/index.ts';
import { rawWriter } from './raw-writes.ts';

const EVENT = `insert into events (at, type, case_id, subject_type, subject_id, actor_kind, actor_id, unit_id, data, audience)
  values ($1, $2, $3, 'case', $4, 'user', $5, $6, $7, $8)`;
const SQL = {
  lock: `select * from cases where id = $1 for update`,
  forward: `update cases set status = 'forwarded', level = 2, version = 1, updated_at = $2, lead_unit_id = $3, step_due_at = $4, due_at = $4 where id = $1 and version = 0`,
  accept: `update cases set status = 'processing', version = 2, updated_at = $2, assignee_id = $3, step_due_at = $4 where id = $1 and version = 1`,
  submit: `update cases set status = 'awaiting_approval', version = 3, updated_at = $2, step_due_at = $3 where id = $1 and version = 2`,
  approve: `update cases set status = 'approved', version = 4, updated_at = $2, answer = $3, answered_by = $4, finished_at = $2, finished_late = false,
    resolved_level = 2, step_due_at = $5, alert_at = null where id = $1 and version = 3`,
  deliver: `update cases set status = 'closed', version = 5, updated_at = $2, closed_at = $2, delivered_late = false, step_due_at = null where id = $1 and version = 4`,
  endStep: `update case_steps set ended_at = $2 where case_id = $1 and ended_at is null`,
  step: `insert into case_steps (case_id, status, level, unit_id, started_at) values ($1, $2, 2, $3, $4)`,
  assignment: `insert into assignments (case_id, unit_id, role, state, level, assigned_by, due_at, started_at) values ($1, $2, 'lead', 'open', 2, $3, $4, $5)`,
  acceptAssignment: `update assignments set state = 'accepted', accepted_at = $2, assignee_id = $3 where case_id = $1 and ended_at is null`,
  endAssignment: `update assignments set state = 'ended', ended_at = $2 where case_id = $1 and ended_at is null`,
  draft: `insert into drafts (case_id, version, level, text, author_id, state, created_at) values ($1, 1, 2, $2, $3, 'submitted', $4)`,
  sign: `update drafts set state = 'approved', signer_id = $2, decided_at = $3 where case_id = $1 and state = 'submitted'`,
  event: EVENT,
};
type Name = keyof typeof SQL;

export interface LifePeople {
  agent: number;
  officer: number;
  leader: number;
}

/** One writer of whole lives on connections of its own. */
export async function rawLife(socketDir: string, database: string, people: LifePeople, unit: number, mark: number) {
  const registering = await rawWriter(socketDir, database, people.agent, 3_000 + mark);
  const client = new pg.Client(connectionConfig({ socketDir, database, applicationName: 'bench raw life' }));
  await client.connect();
  const run = (name: Name, values: unknown[]) => client.query({ name, text: SQL[name], values });
  const answer = 'Đơn vị đã kiểm tra và xử lý xong theo phản ánh của ông/bà.';

  async function step(
    id: number,
    code: string,
    who: number,
    from: string,
    to: string,
    version: number,
    rows: (at: Date) => Promise<unknown>,
  ) {
    const at = new Date();
    await client.query('begin');
    await run('lock', [id]);
    await rows(at);
    await run('endStep', [id, at]);
    if (to !== 'closed') await run('step', [id, to, to === 'approved' ? null : unit, at]);
    const data = JSON.stringify({ from, to, level: 2, version });
    await run('event', [
      at,
      `case.${to}`,
      id,
      code,
      who,
      unit,
      data,
      JSON.stringify({ to: ['all_cases', `unit:${unit}`] }),
    ]);
    await client.query('commit');
  }

  return {
    async live(n: number) {
      const { id, code } = await registering.inSteps(n);
      const due = new Date(Date.now() + 5 * 86_400_000);
      const { agent, officer, leader } = people;
      await step(id, code, agent, 'received', 'forwarded', 1, async (at) => {
        await run('assignment', [id, unit, agent, due, at]);
        await run('forward', [id, at, unit, due]);
      });
      await step(id, code, officer, 'forwarded', 'processing', 2, async (at) => {
        await run('acceptAssignment', [id, at, officer]);
        await run('accept', [id, at, officer, due]);
      });
      await step(id, code, officer, 'processing', 'awaiting_approval', 3, async (at) => {
        await run('draft', [id, answer, officer, at]);
        await run('submit', [id, at, due]);
      });
      await step(id, code, leader, 'awaiting_approval', 'approved', 4, async (at) => {
        await run('sign', [id, leader, at]);
        await run('endAssignment', [id, at]);
        await run('approve', [id, at, answer, leader, due]);
      });
      await step(id, code, agent, 'approved', 'closed', 5, async (at) => {
        await run('deliver', [id, at]);
      });
    },
    async close() {
      await client.end();
      await registering.close();
    },
  };
}
