-- Telephone calls: what happened, leg by leg and second by second, and what has still to be said to Asterisk.

create table calls (
  id bigint generated always as identity primary key,
  direction text not null check (direction in ('inbound', 'outbound')),
  -- who tells us about it: our Asterisk, a person who answered elsewhere, a foreign exchange
  origin text not null check (origin in ('asterisk', 'manual', 'cti')),
  -- the foreign exchange's own id of the call
  external_id text,
  state text not null check (state in ('menu', 'waiting', 'ringing', 'talking', 'parked', 'transferring', 'voicemail', 'ended')),
  -- the other side's number: E.164 where it can be, as dialled otherwise; null = hidden
  number text,
  -- what he dialled, or the number shown to him
  dialled text,
  language text not null default 'vi',
  citizen_id bigint references citizens (id),
  case_id bigint references cases (id),
  queue_id bigint references queues (id),
  item_id bigint references routing_items (id),
  -- what he wants, as he chose by key
  topic text,
  -- where in the menu the caller is: a restart goes on from here
  menu jsonb,
  -- what the engine has to remember of a running call
  engine jsonb not null default '{}',
  -- when the engine wants to look again although nothing has happened
  timer_at timestamptz,
  -- who talks, or talked last
  agent_id bigint references users (id),
  started_at timestamptz not null,
  -- our side picked up: the menu speaks, or the called person answered
  answered_at timestamptz,
  queued_at timestamptz,
  -- the first time two people could hear each other
  connected_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('citizen', 'agent', 'system')),
  -- Q.850
  cause int,
  cause_text text,
  outcome text check (outcome in ('answered', 'abandoned', 'voicemail', 'callback', 'transferred', 'rejected', 'menu_only',
    'failed', 'no_answer', 'busy', 'cancelled')),
  disposition text,
  note text,
  -- the call that is owed because of this one (missed, or kept in place of waiting)
  callback_id bigint references callback_tasks (id),
  -- the owed call that this one pays
  for_callback_id bigint references callback_tasks (id),
  check ((state = 'ended') = (ended_at is not null)),
  check (state <> 'ended' or outcome is not null),
  check (state <> 'ended' or timer_at is null)
);
create unique index calls_external on calls (origin, external_id) where external_id is not null;
create index calls_open on calls (id) where state <> 'ended';
create index calls_timer on calls (timer_at) where timer_at is not null;
create index calls_recent on calls (started_at desc, id desc);
create index calls_number on calls (number, started_at desc) where number is not null;
create index calls_agent on calls (agent_id, started_at desc) where agent_id is not null;
create index calls_citizen on calls (citizen_id, started_at desc) where citizen_id is not null;
create index calls_case on calls (case_id) where case_id is not null;
create index calls_queue on calls (queue_id, started_at desc) where queue_id is not null;
create index calls_item on calls (item_id) where item_id is not null;
create index calls_callback on calls (callback_id) where callback_id is not null;
create index calls_for_callback on calls (for_callback_id) where for_callback_id is not null;

-- One row per telephone in a call.
create table call_legs (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  -- Asterisk's channel; null on a call that was logged by hand
  channel_id text unique,
  kind text not null check (kind in ('citizen', 'agent', 'officer', 'outside', 'supervisor')),
  user_id bigint references users (id),
  number text,
  state text not null check (state in ('ringing', 'up', 'ended')),
  -- where its sound is: by itself, waiting in a queue, talking, on hold, parked, listening to others
  place text not null check (place in ('alone', 'queue', 'talk', 'hold', 'park', 'listen')),
  -- asked by the routing engine; null for a leg that somebody dialled
  offer_id bigint references offers (id),
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  cause int,
  -- SIP
  tech_cause int,
  outcome text check (outcome in ('answered', 'no_answer', 'busy', 'rejected', 'cancelled', 'failed', 'lost')),
  check ((state = 'ended') = (ended_at is not null))
);
create index call_legs_call on call_legs (call_id, id);
create index call_legs_open_user on call_legs (user_id) where state <> 'ended';
create index call_legs_user on call_legs (user_id, started_at desc) where user_id is not null;
create index call_legs_offer on call_legs (offer_id) where offer_id is not null;

-- The truth of times. `user_id`: whose stretch it is, where it is somebody's.
create table call_spans (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  kind text not null check (kind in ('menu', 'wait', 'ring', 'talk', 'hold', 'consult', 'conference', 'park', 'record_pause', 'voicemail', 'wrap_up')),
  user_id bigint references users (id),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- a wrap-up ends by itself then
  until_at timestamptz,
  check (ended_at >= started_at),
  check (until_at is null or kind = 'wrap_up')
);
create unique index call_spans_open on call_spans (call_id, kind, user_id) nulls not distinct where ended_at is null;
create index call_spans_call on call_spans (call_id, id);
create index call_spans_user on call_spans (user_id, started_at desc) where user_id is not null;
create index call_spans_wrap_up on call_spans (until_at) where kind = 'wrap_up' and ended_at is null;

create table call_recordings (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  -- as Asterisk knows it
  name text not null unique,
  kind text not null check (kind in ('talk', 'voicemail', 'fallback')),
  started_at timestamptz not null,
  ended_at timestamptz,
  seconds double precision check (seconds >= 0),
  -- being made; whole, but at Asterisk still; in our store; not to be found; erased by the rules
  state text not null check (state in ('making', 'made', 'fetched', 'missing', 'erased')),
  tries int not null default 0,
  check (state = 'making' or ended_at is not null)
);
create index call_recordings_call on call_recordings (call_id, id);
create index call_recordings_todo on call_recordings (ended_at) where state in ('making', 'made');

-- What Asterisk is to do, in order per call; carried out after the commit by the process that leads.
create table call_orders (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  body jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  said text,
  created_at timestamptz not null,
  done_at timestamptz,
  check ((state = 'waiting') = (done_at is null))
);
create index call_orders_waiting on call_orders (call_id, id) where state = 'waiting';
create index call_orders_call on call_orders (call_id);

-- What other domains and processes have to say to a call, in order; the process that leads takes it in.
create table call_inputs (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id),
  body jsonb not null,
  created_at timestamptz not null
);
create index call_inputs_call on call_inputs (call_id, id);

-- The soft-phone of a person: an account at Asterisk that lives as long as his session.
create table phone_accounts (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  session_id bigint references sessions (id) on delete set null,
  sip_user text not null unique,
  -- sealed: needed again when Asterisk has been started anew
  secret text not null,
  device text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  registered_at timestamptz,
  lost_at timestamptz,
  removed_at timestamptz
);
create unique index phone_accounts_one on phone_accounts (user_id) where removed_at is null;
create index phone_accounts_user on phone_accounts (user_id);
create index phone_accounts_session on phone_accounts (session_id) where session_id is not null;

-- One row: how the process that leads stands to Asterisk.
create table hotline_status (
  id boolean primary key default true check (id),
  connected boolean not null default false,
  since timestamptz not null,
  why text,
  asterisk_version text,
  last_event_at timestamptz
);

-- Missed calls are owed back: one open task per number, however often he tried.
alter table callback_tasks
  add column call_id bigint references calls (id),
  add column calls int not null default 1 check (calls > 0),
  add column last_call_at timestamptz;
create index callback_tasks_call on callback_tasks (call_id) where call_id is not null;
create unique index callback_tasks_number on callback_tasks (phone) where call_id is not null and state = 'open';
alter table callback_tasks drop constraint callback_tasks_check1;
alter table callback_tasks add constraint callback_tasks_about check (case_id is not null or conversation_id is not null or call_id is not null);
