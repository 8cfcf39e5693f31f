/** The reference of the intake bench: the same rows, written by hand-made SQL straight to the same server. */
import pg from 'pg';
import { connectionConfig } from '../server/platform/db/index.ts';
import { fold, titleOf } from '../server/platform/text.ts';
import { sampleCase } from './sample-case.ts';

const CASE_COLUMNS = `code, secret_hash, type, status, level, urgency, channel, title, content, fold, category_id, area_id,
  citizen_id, contact_name, contact_phone, registered_by, clock_from, due_at, original_due_at, due_policy_id, due_explanation,
  step_due_at, created_at, updated_at`;
const caseValues = (
  citizen: string,
) => `$1::text || nextval('case_number'), $2, $3, 'received', 1, $4, 'phone', $5, $6, $7,
  (select id from categories where code = $8), (select id from areas where code = $9), ${citizen}, $10, $11, $12, $13, $14, $14, 1, $15, $14, $13, $13`;
const EVENT = `insert into events (at, type, case_id, subject_type, subject_id, actor_kind, actor_id, data, audience)`;

const STEPS = {
  findCitizen: `select citizen_id from citizen_identities where kind = 'phone' and value = $1 limit 1`,
  citizen: `insert into citizens (name, name_fold, created_at) values ($1, $2, $3) returning id`,
  identity: `insert into citizen_identities (citizen_id, kind, value, confidence, created_at) values ($1, 'phone', $2, 'said', $3)`,
  case: `insert into cases (${CASE_COLUMNS}) values (${caseValues('$16')}) returning id, code`,
  step: `insert into case_steps (case_id, status, level, started_at) values ($1, 'received', 1, $2)`,
  event: `${EVENT} values ($1, 'case.registered', $2, 'case', $3, 'user', $4, $5, $6)`,
};

/** Everything in one data-modifying statement: the least that this server can be asked for. */
const ONE = `with found as (select citizen_id as id from citizen_identities where kind = 'phone' and value = $11 limit 1),
  fresh as (insert into citizens (name, name_fold, created_at) select $10, $16, $13 where not exists (select from found) returning id),
  identity as (insert into citizen_identities (citizen_id, kind, value, confidence, created_at) select id, 'phone', $11, 'said', $13 from fresh),
  who as (select id from found union all select id from fresh),
  made as (insert into cases (${CASE_COLUMNS}) values (${caseValues('(select id from who)')}) returning id, code),
  step as (insert into case_steps (case_id, status, level, started_at) select id, 'received', 1, $13 from made),
  event as (${EVENT} select $13, 'case.registered', id, 'case', code, 'user', $12, $17, $18 from made)
  select code from made`;

export interface RawWriter {
  /** Row by row between begin and commit, prepared. */
  inSteps(n: number): Promise<{ id: number; code: string }>;
  /** One statement. */
  atOnce(n: number): Promise<void>;
  close(): Promise<void>;
}

/** One writer on a connection of its own. */
export async function rawWriter(socketDir: string, database: string, userId: number, mark: number): Promise<RawWriter> {
  const client = new pg.Client(connectionConfig({ socketDir, database, applicationName: 'bench raw' }));
  await client.connect();
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  const secret = Buffer.alloc(32, 7);
  const audience = JSON.stringify({ to: ['all_cases'] });

  function valuesOf(n: number) {
    const of = sampleCase(n);
    const title = titleOf(of.content);
    const now = new Date();
    const due = new Date(now.getTime() + 5 * 86_400_000);
    const folded = fold(`${title} ${of.content} `);
    const why = ['5 ngày làm việc', 'mặc định – chờ quy chế của tỉnh'];
    const row = [
      `1022-99${mark}-1000`,
      secret,
      of.type,
      of.urgency,
      title,
      of.content,
      folded,
      of.category ?? null,
      of.area ?? null,
    ];
    const facts = {
      from: 'none',
      to: 'received',
      level: 1,
      version: 0,
      type: of.type,
      channel: of.channel,
      urgency: of.urgency,
    };
    const { name, phone } = of.citizen;
    return { now, name, phone, row: [...row, name, phone, userId, now, due, why], data: JSON.stringify(facts) };
  }

  return {
    async inSteps(n) {
      const { now, name, phone, row, data } = valuesOf(n);
      await client.query('begin');
      const known = await run('f', STEPS.findCitizen, [phone]);
      let citizen = known.rows[0]?.citizen_id;
      if (citizen === undefined) {
        citizen = (await run('c', STEPS.citizen, [name, fold(name), now])).rows[0]?.id;
        await run('i', STEPS.identity, [citizen, phone, now]);
      }
      const made = (await run('k', STEPS.case, [...row, citizen])).rows[0];
      await run('s', STEPS.step, [made.id, now]);
      await run('e', STEPS.event, [now, made.id, made.code, userId, data, audience]);
      await client.query('commit');
      return made;
    },
    async atOnce(n) {
      const { name, row, data } = valuesOf(n);
      await run('one', ONE, [...row, fold(name), data, audience]);
    },
    close: () => client.end(),
  };
}
