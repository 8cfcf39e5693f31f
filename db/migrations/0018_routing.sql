-- One routing engine for everything that waits for a person: chats, mails, cases, calls, call-backs.

-- What each kind of work asks of a person. Capacity is counted in units: 60 = all of one person.
create table routing_kinds (
  kind text primary key check (kind in ('call', 'chat', 'callback', 'case', 'mail')),
  weight int not null check (weight between 1 and 60),
  -- takes all of a person: nothing else is given while it lasts (a call)
  exclusive boolean not null,
  -- can lie while the person is on the phone, so it does not keep a call away (mails, cases)
  yields boolean not null,
  -- 0 (may wait) … 9 (at once)
  priority int not null check (priority between 0 and 9),
  -- every so many seconds of waiting count as one step of priority: nobody starves
  ageing_seconds int not null check (ageing_seconds between 1 and 86400),
  -- how long an offer stands
  offer_seconds int not null check (offer_seconds between 5 and 3600),
  -- after so long offline the owner loses it; null = never taken away by the clock (a running call)
  keep_seconds int check (keep_seconds between 0 and 604800)
);
insert into routing_kinds (kind, weight, exclusive, yields, priority, ageing_seconds, offer_seconds, keep_seconds) values
  ('call', 60, true, false, 8, 10, 20, null),
  ('chat', 20, false, false, 6, 30, 20, 0),
  ('callback', 60, true, false, 4, 3600, 60, 900),
  ('case', 10, false, true, 4, 300, 60, 1800),
  ('mail', 10, false, true, 3, 900, 60, 1800);

-- One row: what concerns all queues.
create table routing_settings (
  id boolean primary key default true check (id),
  -- without a sign of life for so long a person is offline
  offline_after_seconds int not null default 60 check (offline_after_seconds between 20 and 3600),
  -- so many offers in a row without an answer: set away, so that citizens do not wait for an empty chair
  missed_limit int not null default 2 check (missed_limit between 1 and 20)
);
insert into routing_settings default values;

-- Why somebody takes no new work: an administrator edits them. `system` ones are given by the engine only.
create table presence_reasons (
  code text primary key check (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  name text not null,
  name_en text not null,
  state text not null check (state in ('busy', 'away')),
  sort int not null,
  active boolean not null default true,
  system boolean not null default false
);
insert into presence_reasons (code, name, name_en, state, sort, system) values
  ('lunch', 'Ăn trưa', 'Lunch', 'away', 10, false),
  ('short_break', 'Nghỉ ngắn', 'Short break', 'away', 20, false),
  ('meeting', 'Họp', 'Meeting', 'away', 30, false),
  ('training', 'Đào tạo', 'Training', 'away', 40, false),
  ('shift_change', 'Giao ca', 'Shift change', 'away', 50, false),
  ('wrap_up', 'Hoàn tất việc vừa xong', 'Finishing the last task', 'busy', 60, false),
  ('other_work', 'Làm việc khác', 'Other work', 'busy', 70, false),
  ('no_answer', 'Không trả lời lời mời', 'Did not answer offers', 'away', 90, true);

create table queues (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text not null,
  -- the first enabled queue in this order whose conditions fit takes an item that names no queue
  position int not null,
  enabled boolean not null default true,
  is_default boolean not null default false,
  -- conditions; empty = any
  kinds text[] not null default '{}' check (kinds <@ array['call', 'chat', 'callback', 'case', 'mail']),
  channels text[] not null default '{}',
  categories text[] not null default '{}',
  languages text[] not null default '{}',
  strategy text not null default 'longest_idle' check (strategy in ('longest_idle', 'least_loaded', 'round_robin')),
  -- everybody who works at the centre, beside the members
  everybody boolean not null default false,
  skills text[] not null default '{}',
  -- working hours; null = always open
  calendar_id bigint references calendars (id),
  -- how long an item waits for the person who knows it; 0 = not at all
  sticky_seconds int not null default 120 check (sticky_seconds between 0 and 86400),
  -- who let an offer pass is not asked again for so long
  reoffer_seconds int not null default 60 check (reoffer_seconds between 0 and 3600),
  -- after so long skills are wished for, not required; null = always required
  relax_skills_seconds int default 120 check (relax_skills_seconds between 0 and 86400),
  -- an item that waits so long for room keeps a person free for itself
  reserve_seconds int not null default 30 check (reserve_seconds between 0 and 3600),
  -- null = as the kind says
  offer_seconds int check (offer_seconds between 5 and 3600),
  max_length int check (max_length between 1 and 100000),
  overflow_queue_id bigint references queues (id) check (overflow_queue_id <> id),
  overflow_after_seconds int check (overflow_after_seconds between 1 and 86400),
  overflow_length int check (overflow_length between 1 and 100000),
  -- said to who comes when it is full, or closed
  full_answer text,
  closed_answer text,
  check (enabled or not is_default)
);
create unique index queues_one_default on queues (is_default) where is_default;
create index queues_calendar on queues (calendar_id) where calendar_id is not null;
create index queues_overflow on queues (overflow_queue_id) where overflow_queue_id is not null;
insert into queues (code, name, position, is_default, everybody, full_answer, closed_answer) values
  ('chung', 'Hàng chờ chung', 1000, true, true,
   'Hiện nhiều người đang chờ được hỗ trợ. Chúng tôi đã nhận tin của Ông/Bà và sẽ trả lời theo thứ tự.',
   'Hiện ngoài giờ trực. Chúng tôi đã nhận tin của Ông/Bà và sẽ trả lời khi mở cửa.');

create table queue_members (
  queue_id bigint not null references queues (id),
  user_id bigint not null references users (id),
  primary key (queue_id, user_id)
);
create index queue_members_user on queue_members (user_id);

-- What differs from person to person; without a row: 60 units, no special skill.
create table routing_agents (
  user_id bigint primary key references users (id),
  capacity int not null default 60 check (capacity between 0 and 60)
);
create table agent_skills (
  user_id bigint not null references users (id),
  -- `lang:en`, `category:dat-dai`, `channel:zalo`, or a word of the centre's own
  skill text not null check (skill ~ '^[a-z0-9][a-z0-9:_-]{0,59}$'),
  primary key (user_id, skill)
);
create index agent_skills_skill on agent_skills (skill);

create table presence (
  user_id bigint primary key references users (id),
  state text not null check (state in ('available', 'busy', 'away', 'reassigning', 'offline')),
  reason text references presence_reasons (code),
  since timestamptz not null,
  -- last sign of life: an open desk, or a question for the queue
  seen_at timestamptz not null,
  -- offers in a row that were not answered
  missed int not null default 0,
  last_offer_at timestamptz
);
create index presence_reason on presence (reason) where reason is not null;
create index presence_state on presence (state) where state <> 'offline';

-- Every stretch of presence, for shifts and reports. The open one is the present one.
create table presence_log (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  state text not null,
  reason text references presence_reasons (code),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- who set it; null = the system
  set_by bigint references users (id),
  check (ended_at >= started_at)
);
create unique index presence_log_open on presence_log (user_id) where ended_at is null;
create index presence_log_user on presence_log (user_id, started_at desc);
create index presence_log_reason on presence_log (reason) where reason is not null;
create index presence_log_set_by on presence_log (set_by) where set_by is not null;

create table routing_items (
  id bigint generated always as identity primary key,
  kind text not null references routing_kinds (kind),
  -- what it is about, once among the open items: `conversation:12`, `case:7`, `call:…`
  subject text not null,
  title text not null,
  state text not null check (state in ('waiting', 'offered', 'owned', 'finished')),
  queue_id bigint not null references queues (id),
  owner_id bigint references users (id),
  conversation_id bigint references conversations (id),
  case_id bigint references cases (id),
  channel text,
  language text,
  weight int not null check (weight between 1 and 60),
  exclusive boolean not null,
  yields boolean not null,
  priority int not null check (priority between 0 and 9),
  ageing_seconds int not null check (ageing_seconds > 0),
  skills text[] not null default '{}',
  prefer_agent_id bigint references users (id),
  -- a report about this unit: nobody of it is ever asked
  except_unit_id bigint references units (id),
  created_at timestamptz not null,
  -- since when the citizen waits; kept when it goes back to a queue
  waiting_since timestamptz not null,
  -- since when it is in this queue
  queued_at timestamptz not null,
  overflowed_from bigint references queues (id),
  owned_at timestamptz,
  -- how long the first wait lasted
  first_owned_at timestamptz,
  finished_at timestamptz,
  finish_reason text,
  check ((state in ('waiting', 'offered') and owner_id is null) or (state = 'owned' and owner_id is not null) or state = 'finished'),
  check ((state = 'finished') = (finished_at is not null))
);
create unique index routing_items_subject on routing_items (subject) where state <> 'finished';
create index routing_items_queue on routing_items (queue_id);
create index routing_items_open_queue on routing_items (queue_id, state) where state in ('waiting', 'offered');
create index routing_items_waiting on routing_items (queued_at) where state = 'waiting';
create index routing_items_owned on routing_items (owner_id) where state = 'owned';
create index routing_items_owner on routing_items (owner_id, finished_at desc) where owner_id is not null;
create index routing_items_finished on routing_items (queue_id, finished_at desc) where state = 'finished';
create index routing_items_conversation on routing_items (conversation_id) where conversation_id is not null;
create index routing_items_case on routing_items (case_id) where case_id is not null;
create index routing_items_kind on routing_items (kind);
create index routing_items_prefer on routing_items (prefer_agent_id) where prefer_agent_id is not null;
create index routing_items_except on routing_items (except_unit_id) where except_unit_id is not null;
create index routing_items_overflowed on routing_items (overflowed_from) where overflowed_from is not null;

create table offers (
  id bigint generated always as identity primary key,
  item_id bigint not null references routing_items (id),
  user_id bigint not null references users (id),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'rejected', 'timed_out', 'withdrawn', 'given_back')),
  check ((ended_at is null) = (outcome is null))
);
create unique index offers_one_open on offers (item_id) where ended_at is null;
create index offers_open_user on offers (user_id) where ended_at is null;
create index offers_expires on offers (expires_at) where ended_at is null;
create index offers_item on offers (item_id, id desc);
create index offers_user on offers (user_id, id desc);
