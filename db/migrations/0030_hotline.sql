-- The telephone: calls with their legs and stretches of time, recordings, menus, rules of what may be dialled, campaigns.

-- Menus by key, edited as a small graph; a new version is a new row, so that a call keeps the one it began with.
create table call_menus (
  id bigint generated always as identity primary key,
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  version int not null,
  name text not null,
  graph jsonb not null,
  active boolean not null,
  created_by bigint references users (id),
  created_at timestamptz not null,
  unique (code, version)
);
create unique index call_menus_one_active on call_menus (code) where active;
create index call_menus_created_by on call_menus (created_by) where created_by is not null;

-- Which dialled number leads to which menu; '*' = any other.
create table call_lines (
  number text primary key,
  menu_code text not null,
  name text not null
);

create table campaigns (
  id bigint generated always as identity primary key,
  name text not null,
  kind text not null check (kind in ('survey', 'care')),
  -- what the agent says and asks: [{id, text, kind: 'choice'|'text'|'scale', options}]
  script jsonb not null,
  state text not null check (state in ('draft', 'running', 'paused', 'ended')),
  max_attempts int not null default 3 check (max_attempts between 1 and 10),
  retry_minutes int not null default 120 check (retry_minutes between 5 and 10080),
  queue_id bigint references queues (id),
  created_by bigint references users (id),
  created_at timestamptz not null,
  ended_at timestamptz
);
create index campaigns_queue on campaigns (queue_id) where queue_id is not null;
create index campaigns_created_by on campaigns (created_by) where created_by is not null;

create table campaign_contacts (
  id bigint generated always as identity primary key,
  campaign_id bigint not null references campaigns (id),
  citizen_id bigint references citizens (id),
  case_id bigint references cases (id),
  name text,
  phone text not null,
  state text not null check (state in ('waiting', 'taken', 'reached', 'refused', 'unreachable', 'wrong_number')),
  attempts int not null default 0,
  next_at timestamptz,
  answers jsonb,
  note text,
  taken_by bigint references users (id),
  taken_at timestamptz,
  done_at timestamptz,
  created_at timestamptz not null,
  unique (campaign_id, phone),
  check ((state in ('reached', 'refused', 'unreachable', 'wrong_number')) = (done_at is not null))
);
create index campaign_contacts_next on campaign_contacts (campaign_id, next_at) where state = 'waiting';
create index campaign_contacts_citizen on campaign_contacts (citizen_id) where citizen_id is not null;
create index campaign_contacts_case on campaign_contacts (case_id) where case_id is not null;
create index campaign_contacts_taken_by on campaign_contacts (taken_by) where taken_by is not null;

create table calls (
  id bigint generated always as identity primary key,
  -- in channel and recording names, so that nothing about a person stands in Asterisk
  public_id text not null unique,
  direction text not null check (direction in ('in', 'out', 'internal')),
  -- who tells us about it: our Asterisk, a person who answered elsewhere, a foreign exchange
  source text not null check (source in ('asterisk', 'manual', 'cti')),
  -- the foreign exchange's own id of the call
  external_id text,
  state text not null check (state in ('menu', 'waiting', 'ringing', 'talking', 'parked', 'voicemail', 'wrap_up', 'ended')),
  -- the citizen's number: E.164 where it can be, as dialled otherwise, null when hidden
  number text,
  line text,
  -- the thread that stands for this call in the inbox and at the citizen
  conversation_id bigint references conversations (id),
  menu_id bigint references call_menus (id),
  -- where in the menu the caller is, and what he chose: a restart goes on from here
  menu_state jsonb,
  queue_id bigint references queues (id),
  -- who talks, or talked last
  agent_id bigint references users (id),
  case_id bigint references cases (id),
  campaign_contact_id bigint references campaign_contacts (id),
  callback_task_id bigint references callback_tasks (id),
  bridge_id text,
  started_at timestamptz not null,
  -- the first agent
  answered_at timestamptz,
  -- the citizen's leg is over
  hung_up_at timestamptz,
  -- wrap-up is over, too
  closed_at timestamptz,
  ended_by text check (ended_by in ('citizen', 'agent', 'system')),
  -- Q.850
  cause int,
  outcome text check (outcome in ('answered', 'abandoned', 'voicemail', 'callback', 'refused', 'transferred', 'menu_only',
    'no_answer', 'busy', 'failed')),
  menu_seconds int not null default 0,
  wait_seconds int not null default 0,
  talk_seconds int not null default 0,
  hold_seconds int not null default 0,
  wrap_up_seconds int not null default 0,
  disposition text,
  note text,
  -- said by key at the end of the call
  satisfied boolean,
  demo boolean not null default false,
  check ((state in ('wrap_up', 'ended')) = (hung_up_at is not null)),
  check (state <> 'ended' or (outcome is not null and closed_at is not null))
);
create unique index calls_external on calls (source, external_id) where external_id is not null;
create index calls_open on calls (id) where state <> 'ended';
create index calls_recent on calls (started_at desc, id desc);
create index calls_number on calls (number, started_at desc) where number is not null;
create index calls_agent on calls (agent_id, started_at desc) where agent_id is not null;
create index calls_conversation on calls (conversation_id) where conversation_id is not null;
create index calls_case on calls (case_id) where case_id is not null;
create index calls_menu on calls (menu_id) where menu_id is not null;
create index calls_queue on calls (queue_id, started_at desc) where queue_id is not null;
create index calls_campaign_contact on calls (campaign_contact_id) where campaign_contact_id is not null;
create index calls_callback_task on calls (callback_task_id) where callback_task_id is not null;

-- One row per telephone in a call: the citizen's, each agent's, an officer asked in, a supervisor listening.
create table call_legs (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  role text not null check (role in ('citizen', 'agent', 'consulted', 'supervisor')),
  user_id bigint references users (id),
  number text,
  -- Asterisk's channel; null on a call that was logged by hand
  channel_id text,
  offer_id bigint references offers (id),
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  cause int,
  cause_text text
);
create unique index call_legs_channel on call_legs (channel_id) where channel_id is not null;
create index call_legs_call on call_legs (call_id, id);
create index call_legs_user on call_legs (user_id) where user_id is not null;
create index call_legs_offer on call_legs (offer_id) where offer_id is not null;
create index call_legs_open on call_legs (call_id) where ended_at is null;

-- What the time of a call went into; the figures on `calls` are sums of these.
create table call_stretches (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  kind text not null check (kind in ('menu', 'wait', 'ring', 'talk', 'hold', 'consult', 'park', 'voicemail', 'wrap_up')),
  user_id bigint references users (id),
  queue_id bigint references queues (id),
  started_at timestamptz not null,
  ended_at timestamptz,
  check (ended_at >= started_at)
);
create index call_stretches_call on call_stretches (call_id, id);
create index call_stretches_user on call_stretches (user_id, started_at) where user_id is not null;
create index call_stretches_queue on call_stretches (queue_id) where queue_id is not null;
-- A caller is in one stretch at a time.
create unique index call_stretches_one_open on call_stretches (call_id) where ended_at is null;

create table recordings (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  kind text not null check (kind in ('talk', 'voicemail')),
  -- its name in Asterisk
  name text not null unique,
  state text not null check (state in ('recording', 'stored', 'missing', 'erased')),
  started_at timestamptz not null,
  ended_at timestamptz,
  duration_ms int,
  -- encrypted file under DATA_DIR/recordings
  path text,
  size bigint,
  -- hash of what was recorded, kept after erasure as proof of what was erased
  sha256 text,
  -- [{from, to}]: not recorded while private numbers were read
  pauses jsonb not null default '[]',
  keep_until timestamptz,
  erased_at timestamptz,
  check ((state = 'stored') = (path is not null))
);
create index recordings_call on recordings (call_id);
create index recordings_keep on recordings (keep_until) where state = 'stored';
create index recordings_running on recordings (id) where state = 'recording';

-- A prompt spoken in a studio, in place of the machine's voice.
create table studio_prompts (
  name text primary key,
  sha256 text not null references files (sha256),
  uploaded_by bigint references users (id),
  uploaded_at timestamptz not null
);
create index studio_prompts_sha256 on studio_prompts (sha256);
create index studio_prompts_uploaded_by on studio_prompts (uploaded_by) where uploaded_by is not null;

-- What may be dialled: the longest matching prefix decides; nothing matching = no.
create table dial_rules (
  prefix text primary key check (prefix ~ '^(\*|\+?[0-9]{1,15})$'),
  allowed boolean not null,
  name text not null
);
insert into dial_rules (prefix, allowed, name) values
  ('+84', true, 'Số trong nước'),
  ('+841900', false, 'Tổng đài thu phí 1900'),
  ('+841800', true, 'Tổng đài miễn phí 1800'),
  ('111', true, 'Bảo vệ trẻ em'), ('112', true, 'Tìm kiếm cứu nạn'), ('113', true, 'Công an'),
  ('114', true, 'Cứu hỏa'), ('115', true, 'Cấp cứu'),
  ('*', false, 'Quốc tế và số khác');

-- Numbers that do not want to be called by campaigns.
create table do_not_call (
  number text primary key,
  reason text not null,
  created_by bigint references users (id),
  created_at timestamptz not null
);
create index do_not_call_created_by on do_not_call (created_by) where created_by is not null;

create table hotline_settings (
  id boolean primary key default true check (id),
  -- a caller more than this in a second hears that the line is overloaded
  admit_per_second int not null default 50 check (admit_per_second between 1 and 500),
  wrap_up_seconds int not null default 60 check (wrap_up_seconds between 0 and 900),
  announce_seconds int not null default 45 check (announce_seconds between 15 and 600),
  keep_recordings_days int not null default 365 check (keep_recordings_days between 1 and 3650),
  record boolean not null default true,
  rate_after_call boolean not null default false,
  -- the announcement of a running incident; null = none
  incident_text text,
  incident_until timestamptz,
  -- secret of foreign exchanges that report calls
  cti_secret bytea
);
insert into hotline_settings default values;
