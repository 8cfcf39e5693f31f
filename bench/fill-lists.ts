/** What the lists of the desk hold after some years: calls, recordings, call-backs, conversations, campaigns, events. */
import pg from 'pg';
import { DATABASE_NAME, type RunningContext } from '../server/context.ts';
import { connectionConfig } from '../server/platform/db/index.ts';

/** The person whose own calls are looked for among those of others: one in two thousand. */
const OWN_EVERY = 2_000;
const PHONE = `'+849' || lpad((n * 7919::bigint % 100000000)::text, 8, '0')`;
/** What a notice keeps (server/notifications/facts.ts). */
const FACTS = `'{"caseCode": null, "actor": "Nguyễn Văn An", "actorKind": "user", "unit": "Sở Xây dựng", "level": 2, "due": null, "text": "Đã xem", "share": null}'`;

/** Fills the tables beside cases that are there already; `rows` of most, a million events. */
export async function fillLists(ctx: RunningContext, rows: number, tell: (line: string) => void): Promise<void> {
  const socketDir = ctx.embedded?.socketDir ?? '';
  const options = { socketDir, database: DATABASE_NAME, applicationName: 'bench fill', statementTimeoutMs: 0 };
  const client = new pg.Client(connectionConfig(options));
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off; set session_replication_role = replica`);
    for (const [what, statement] of statements(rows)) {
      tell(`  ${what}`);
      await client.query(statement);
    }
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

const statements = (rows: number): [what: string, sql: string][] => [
  [
    'people',
    `insert into users (username, display_name, password_hash, created_at)
      select 'nguoi-' || n, 'Nguyễn Văn ' || n, 'x', now() from generate_series(1, 60) n`,
  ],
  [
    'citizens',
    `insert into citizens (name, name_fold, created_at) select 'Trần Thị ' || n, 'tran thi ' || n, now() from generate_series(1, ${rows / 2}) n;
     insert into citizen_identities (citizen_id, kind, value, confidence, created_at)
      select id, 'phone', '+849' || lpad((id * 7919 % 100000000)::text, 8, '0'), 'verified', now() from citizens`,
  ],
  [
    'calls with their legs',
    `insert into calls (direction, origin, state, number, agent_id, case_id, citizen_id, started_at, answered_at, ended_at, outcome)
      select case when n % 5 = 0 then 'outbound' else 'inbound' end, 'asterisk', 'ended', ${PHONE},
        case when n % ${OWN_EVERY} = 0 then (select id from users where username = 'bench-agent') when n % 7 = 0 then null
          else (select id from users where username = 'nguoi-' || 1 + n % 60) end,
        case when n % 3 = 0 then (select min(id) from cases) + n / 3 end, (select min(id) from citizens) + n % ${rows / 2},
        now() - n * interval '2 minutes', now() - n * interval '2 minutes', now() - n * interval '2 minutes' + interval '1 minute',
        case when n % 7 = 0 then 'abandoned' else 'answered' end
      from generate_series(1, ${rows}) n;
     insert into call_legs (call_id, kind, user_id, state, place, started_at, answered_at, ended_at)
      select id, kind, case when kind = 'agent' then agent_id end, 'ended', 'talk', started_at, case when agent_id is not null then started_at end, ended_at
      from calls, unnest(array['citizen', 'agent']) kind`,
  ],
  [
    'recordings',
    `insert into call_recordings (call_id, name, kind, state, started_at, ended_at, seconds)
      select id, 'call-' || id, 'talk', 'fetched', started_at, ended_at, 60 from calls`,
  ],
  [
    'conversations with their messages',
    `insert into conversations (channel, account, subject, address, citizen_id, created_at, last_message_at, state, closed_at, owner_id, waiting_since)
      select (array['email', 'zalo', 'livechat', 'messenger'])[1 + n % 4], 'a', 'Hỏi việc ' || n, 'nguoi' || n || '@thu.example',
        (select min(id) from citizens) + n % ${rows / 2}, now() - n * interval '5 minutes', now() - n * interval '5 minutes',
        case when n % 20 = 0 then 'open' else 'closed' end, case when n % 20 > 0 then now() end,
        case when n % 40 = 0 then (select id from users where username = 'nguoi-' || 1 + n % 60) end,
        case when n % 100 = 0 then now() - n * interval '5 minutes' end
      from generate_series(1, ${rows / 2}) n;
     insert into messages (conversation_id, direction, kind, author_name, body, fold, state, sent_at, created_at)
      select id, way, 'human', 'Trần Thị Lành', 'Đèn đường hỏng ở hẻm số ' || id, 'den duong hong o hem so ' || id,
        case when way = 'in' then 'received' else 'sent' end, created_at, created_at
      from conversations, unnest(array['in', 'out']) way;
     insert into case_conversations (case_id, conversation_id, linked_at)
      select (select min(id) from cases) + row_number() over (order by id) - 1, id, now() from conversations where id % 3 = 0`,
  ],
  [
    'call-backs',
    `insert into callback_tasks (case_id, conversation_id, call_id, phone, purpose, why, text, state, done_at, created_at)
      select case when n % 3 = 0 then (select min(id) from cases) + n / 3 end, case when n % 3 = 1 then (select min(id) from conversations) + n / 3 end,
        case when n % 3 = 2 then (select min(id) from calls) + n end, ${PHONE}, 'answer', 'no_channel', 'Đường sẽ sửa.',
        case when n % 50 = 0 then 'open' else 'done' end, case when n % 50 > 0 then now() end, now() - n * interval '3 minutes'
      from generate_series(1, ${rows}) n`,
  ],
  [
    'a campaign',
    `insert into campaigns (name, kind, intro, questions, source, state, created_by, created_at, started_at)
      select 'Khảo sát', 'survey', 'Xin chào.', '[]', 'list', 'running', (select min(id) from users), now(), now();
     insert into campaign_draws (campaign_id, day, drawn_at, seed, candidates, chosen) select max(id), current_date, now(), 'x', 1, 1 from campaigns;
     insert into campaign_contacts (campaign_id, draw_id, phone, name, state, next_at, done_at)
      select (select max(id) from campaigns), (select max(id) from campaign_draws), ${PHONE}, 'Người ' || n,
        case when n % 4 = 0 then 'waiting' else 'answered' end, now(), case when n % 4 > 0 then now() end
      from generate_series(1, ${rows}) n on conflict do nothing;
     insert into do_not_call (phone, reason, added_at) select ${PHONE}, 'Yêu cầu', now() from generate_series(1, ${rows / 10}) n`,
  ],
  [
    'orders',
    `insert into directives (case_id, level, unit_id, by_user_id, text, due_at, created_at, closed_at, closed_why)
      select id, 4, lead_unit_id, (select id from users where username = 'bench-province'), 'Xử lý', now(), created_at,
        case when id % 10 > 0 then now() end, case when id % 10 > 0 then 'answered' end
      from cases where lead_unit_id is not null`,
  ],
  [
    'a million events',
    `insert into events (at, type, case_id, subject_type, subject_id, actor_kind, actor_id, unit_id, data, audience)
      select now() - (1000000 - n) * interval '1 minute',
        (array['case.noted', 'case.forwarded', 'case.accepted', 'call.ended', 'message.sent', 'user.signed_in', 'notice.sent', 'case.relabelled'])[1 + n % 8],
        (select min(id) from cases) + n % 90000, 'case', n::text, case when n % 4 = 0 then 'system' else 'user' end,
        case when n % 4 > 0 then (select id from users where username = 'nguoi-' || 1 + n % 60) end,
        case when n % 4 = 1 then (select min(id) from units) + n % 40 end, '{"to": "forwarded", "from": "received", "level": 1, "version": 3}',
        case when n % 60 = 0 then '{"to": ["all_cases", "unit:5"], "except": ["any_role_in:12"]}' else '{"to": ["all_cases", "unit:5", "user:7"]}' end::jsonb
      from generate_series(1, 1000000) n`,
  ],
  [
    'notices',
    `insert into notices (user_id, event_id, kind, case_id, data, on_desk, created_at, read_at)
      select (select id from users where username = 'bench-officer'), id, 'noted', (select min(id) from cases) + id % 25000 * 4 - 1, ${FACTS}, true, at, case when id % 10 > 0 then at end
      from events where type = 'case.noted' limit ${rows / 10}`,
  ],
];
