/** A million plausible cases straight into the tables: three years, skewed over units, about one in six open. */
import pg from 'pg';
import { DATABASE_NAME, type RunningContext } from '../server/context.ts';
import { readContacts } from '../server/demo/contacts.ts';
import { connectionConfig } from '../server/platform/db/index.ts';
import { fold, titleOf } from '../server/platform/text.ts';

const CHUNK = 50_000;
/** One in this many is open. */
const OPEN_EVERY = 6;

/** Fills the empty tables; plain indexes are dropped meanwhile and built again, constraints stay. */
export async function fillCases(ctx: RunningContext, cases: number, tell: (line: string) => void): Promise<void> {
  const socketDir = ctx.embedded?.socketDir ?? '';
  const options = { socketDir, database: DATABASE_NAME, applicationName: 'bench fill', statementTimeoutMs: 0 };
  const client = new pg.Client(connectionConfig(options));
  await client.connect();
  try {
    await client.query(
      `set synchronous_commit = off; set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2`,
    );
    await samples(client);
    const indexes = await plainIndexes(client);
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (let from = 1; from <= cases; from += CHUNK) {
      const to = Math.min(cases, from + CHUNK - 1);
      await client.query(casesSql(from, to, cases));
      tell(`  ${to}/${cases} cases`);
    }
    for (const statement of AROUND) await client.query(statement);
    for (const { name, definition } of indexes) {
      tell(`  index ${name}`);
      await client.query(definition);
    }
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

/** Texts and units to draw from, as temporary tables; units are skewed: the first gets a quarter of all. */
async function samples(client: pg.Client): Promise<void> {
  const texts = readContacts().filter((c) => c.content !== '');
  await client.query(`create temporary table sample (k serial primary key, type text, urgency text, title text, content text, fold text);
    create temporary table lead (k serial primary key, unit_id bigint);
    insert into lead (unit_id) select id from units where not routing_role and valid_to is null order by code <> 'so-xay-dung', code;
    create temporary table label (k serial primary key, category_id bigint, area_id bigint);
    insert into label (category_id, area_id) select c.id, a.id from (select id, row_number() over (order by id) r from categories) c
      join (select id, row_number() over (order by code) r, count(*) over () total from areas) a on a.r = 1 + c.r % a.total`);
  await client.query(
    `insert into sample (type, urgency, title, content, fold) select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`,
    [
      texts.map((c) => c.type),
      texts.map((c) => c.urgency),
      texts.map((c) => titleOf(c.content)),
      texts.map((c) => c.content),
      texts.map((c) => fold(c.content)),
    ],
  );
}

async function plainIndexes(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any(array['cases', 'assignments', 'case_steps', 'events']::regclass[]) and not i.indisunique
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  );
  return rows;
}

/** Rare words: a house number of four digits and a canal whose name occurs a few dozen times. */
const casesSql = (from: number, to: number, cases: number) => `
  insert into cases (code, secret_hash, version, type, status, level, resolved_level, urgency, channel, title, content, fold, category_id,
    area_id, lead_unit_id, assignee_id, clock_from, due_at, original_due_at, due_explanation, step_due_at, step_alarmed_at, paused_at, resume_status,
    resume_level, finished_at, finished_late, closed_at, decline_reason, guidance, contact_phone, publish_wish, created_at, updated_at)
  select '1022-' || to_char(born, 'YYMMDD') || '-' || lpad(n::text, 7, '0'), sha256(n::text::bytea), 1, s.type, status,
    case when status = 'received' then 1 when status = 'escalated' then 3 + (n / 7) % 2 when unit_id is null then 1 else 2 end,
    case when not open then case when unit_id is null then 1 else 2 end end, s.urgency,
    (array['phone','phone','phone','phone','zalo','web','messenger','email'])[1 + n % 8], s.title,
    s.content || ' Số nhà ' || n % 9973 || ', kênh Bà Tư ' || n % 30011, s.fold || ' so nha ' || n % 9973 || ' kenh ba tu ' || n % 30011,
    l.category_id, l.area_id, unit_id,
    case when status = 'processing' and unit_id = (select unit_id from lead where k = 1) then (select id from users where username = 'bench-officer') end,
    born, due, due, '{5 ngày làm việc}', case when open then due + interval '10 years' end, null,
    case when status = 'awaiting_citizen' then born end, case when status = 'awaiting_citizen' then 'processing' end,
    case when status = 'awaiting_citizen' then 2 end, case when not open then born + interval '2 days' end, case when not open then n % 11 = 0 end,
    case when not open then born + interval '2 days' end, case when status = 'declined' then 'unrelated' end,
    case when status = 'declined' then 'Đã hướng dẫn' end, '+849' || lpad((n % 100000000)::text, 8, '0'), n % 3 = 0, born, born
  from (
    select n, open, born, due, status, case when status in ('received', 'declined') or (not open and n % 4 > 0) then null
      else (select unit_id from lead where k = 1 + case when n % 4 = 0 then 0 else floor((select count(*) - 1 from lead) * power(((n * 7919::bigint) % 100003) / 100003.0, 3))::int end) end as unit_id
    from (
      select n, open, born, born + interval '7 days' as due,
        case when not open then case when n % 25 = 1 then 'declined' else 'closed' end else
          (array['processing','processing','processing','processing','processing','forwarded','received','awaiting_approval','awaiting_approval',
            'escalated','approved','awaiting_citizen'])[1 + (n / ${OPEN_EVERY}) % 12] end as status
      from (
        select n, n % ${OPEN_EVERY} = 0 as open,
          case when n % ${OPEN_EVERY} = 0 then now() - interval '20 days' * ((n * 31::bigint) % 100003) / 100003
            else now() - interval '3 years' + interval '3 years' * n / ${cases} end as born
        from generate_series(${from}, ${to}) n) a) b) c
  join sample s on s.k = 1 + (n * 13::bigint) % (select count(*) from sample)
  join label l on l.k = 1 + (n * 17::bigint) % (select count(*) from label)`;

const AROUND = [
  `insert into assignments (case_id, unit_id, role, state, level, due_at, started_at, accepted_at, ended_at)
    select id, lead_unit_id, 'lead', case when closed_at is not null or status = 'approved' then 'ended' when status = 'forwarded' then 'open' else 'accepted' end,
      2, due_at, created_at, created_at, case when closed_at is not null or status = 'approved' then coalesce(closed_at, created_at) end
    from cases where lead_unit_id is not null order by id`,
  `insert into assignments (case_id, unit_id, role, state, level, question, started_at, ended_at)
    select id, (select unit_id from lead where k = 1 + id % 40), 'co', 'open', 2, 'Đề nghị cho ý kiến', created_at, null
    from cases where status = 'processing' and id % 20 = 0 and lead_unit_id <> (select unit_id from lead where k = 1 + id % 40)`,
  `insert into case_steps (case_id, status, level, unit_id, started_at, ended_at)
    select id, case when closed_at is null then status else 'received' end, level, lead_unit_id, created_at, closed_at from cases order by id`,
  `insert into events (at, type, case_id, subject_type, subject_id, actor_kind, data, audience)
    select created_at, 'case.registered', id, 'case', code, 'system',
      jsonb_build_object('from', 'none', 'to', 'received', 'level', 1, 'version', 0, 'type', type, 'channel', channel, 'urgency', urgency), '{"to": ["all_cases"]}'
    from cases where closed_at is null order by id`,
  // The real chain is made link by link; for a bench it is enough that these events count as numbered.
  `insert into event_log (seq, event_id, hash) select (select coalesce(max(seq), 0) from event_log) + row_number() over (order by id), id, sha256(id::text::bytea)
    from events e where not exists (select from event_log l where l.event_id = e.id)`,
];
