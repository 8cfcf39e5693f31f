-- Live chat: the sites that show our window, their visitors, and the numbered record of each thread.
create table widget_sites (
  id bigint generated always as identity primary key,
  -- public: stands in the page of the site
  key text not null unique check (key ~ '^wk_[a-z0-9_-]{4,60}$'),
  -- the account of its conversations
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name text not null,
  enabled boolean not null default true,
  -- `https://so-y-te.gov.vn`; our own address is always allowed and not listed
  origins text[] not null default '{}',
  colour text not null default '#1456b8' check (colour ~ '^#[0-9a-f]{6}$'),
  side text not null default 'right' check (side in ('left', 'right')),
  -- per language: title, greeting, hours
  texts jsonb not null default '{}',
  -- [{code, type, vi, en}]: what one may write about, and which kind of case it becomes outside hours
  topics jsonb not null default '[]',
  -- null: always open
  calendar_id bigint references calendars (id),
  -- sealed; with it the site signs whom it knows
  identity_secret text,
  identity_required boolean not null default false,
  -- a closed thread may be taken up again by its visitor for so many days
  reopen_days smallint not null default 3 check (reopen_days between 0 and 30),
  -- a thread in which the visitor has said nothing for so long is closed, after a warning; 0: never
  idle_minutes smallint not null default 60 check (idle_minutes between 0 and 1440),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index widget_sites_calendar on widget_sites (calendar_id) where calendar_id is not null;
insert into widget_sites (key, code, name, created_at, updated_at) values
  ('wk_cong-dan', 'cong-dan', 'Trang người dân', '2026-11-24T00:00:00+07:00', '2026-11-24T00:00:00+07:00');

create table widget_visitors (
  id bigint generated always as identity primary key,
  site_id bigint not null references widget_sites (id),
  -- the address of his conversations
  public_id text not null unique,
  -- who he is at the site, proved by a signed hash; null: nobody said
  external_id text,
  name text,
  phone text,
  email text,
  language text not null default 'vi' check (language in ('vi', 'en')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (site_id, external_id)
);
create index widget_visitors_seen on widget_visitors (last_seen_at);

-- Tokens, as hashes only. A new one is given on every return; the old one ends when the new one has been used.
create table widget_sessions (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  visitor_id bigint not null references widget_visitors (id),
  -- the page that shows the window
  origin text,
  follows_id bigint references widget_sessions (id) on delete set null,
  used_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index widget_sessions_visitor on widget_sessions (visitor_id);
create index widget_sessions_follows on widget_sessions (follows_id) where follows_id is not null;
create index widget_sessions_expires on widget_sessions (expires_at);

create table widget_threads (
  conversation_id bigint primary key references conversations (id),
  visitor_id bigint not null references widget_visitors (id),
  site_id bigint not null references widget_sites (id),
  topic text,
  -- number of its newest event
  last_seq bigint not null default 0,
  -- how far the visitor has got and read
  delivered_seq bigint not null default 0,
  read_seq bigint not null default 0,
  -- the visitor's last sign of life in this thread, and when he was warned that it will be closed
  active_at timestamptz not null,
  warned_at timestamptz,
  transcripts smallint not null default 0,
  created_at timestamptz not null,
  closed_at timestamptz
);
create unique index widget_threads_one_open on widget_threads (visitor_id) where closed_at is null;
create index widget_threads_visitor on widget_threads (visitor_id, conversation_id desc);
create index widget_threads_site on widget_threads (site_id);
create index widget_threads_idle on widget_threads (active_at) where closed_at is null;

-- What happened in a thread, in the order in which the visitor is told. The row of the thread is locked while a number
-- is given, so numbers appear in order and without gaps.
create table widget_events (
  conversation_id bigint not null references widget_threads (conversation_id),
  seq bigint not null,
  kind text not null check (kind in ('message', 'edit', 'delete', 'read', 'status', 'assignment')),
  message_id bigint references messages (id),
  data jsonb not null default '{}',
  at timestamptz not null,
  primary key (conversation_id, seq)
);
create unique index widget_events_message on widget_events (message_id) where kind = 'message';
create index widget_events_changes on widget_events (message_id) where kind <> 'message' and message_id is not null;

-- The ids that visitors' windows chose: the same id again is the same message.
create table widget_messages (
  visitor_id bigint not null references widget_visitors (id),
  client_id text not null,
  -- of what was sent, so that another text under the same id is noticed
  content_hash bytea not null,
  message_id bigint not null unique references messages (id),
  primary key (visitor_id, client_id)
);

-- Files that came before their message.
create table widget_uploads (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  visitor_id bigint not null references widget_visitors (id),
  client_id text not null,
  sha256 text not null references files (sha256),
  name text not null,
  media_type text not null,
  size bigint not null,
  used boolean not null default false,
  created_at timestamptz not null,
  unique (visitor_id, client_id)
);
create index widget_uploads_sha256 on widget_uploads (sha256);
create index widget_uploads_unused on widget_uploads (created_at) where not used;

-- Cases made by the form that stands there when nobody can chat; the secret is kept sealed for a day.
create table widget_cases (
  case_id bigint primary key references cases (id),
  visitor_id bigint not null references widget_visitors (id),
  client_id text not null,
  sealed_secret text,
  created_at timestamptz not null,
  unique (visitor_id, client_id)
);
create index widget_cases_created on widget_cases (created_at) where sealed_secret is not null;

-- Evidence of consent (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): which wording of the notice, when, where.
create table widget_consents (
  id bigint generated always as identity primary key,
  visitor_id bigint not null references widget_visitors (id),
  notice text not null,
  language text not null check (language in ('vi', 'en')),
  origin text,
  given_at timestamptz not null
);
create index widget_consents_visitor on widget_consents (visitor_id);

-- What a citizen thought of a conversation.
create table conversation_ratings (
  conversation_id bigint primary key references conversations (id),
  score smallint not null check (score between 1 and 5),
  comment text,
  rated_at timestamptz not null,
  changed_at timestamptz not null
);
create index conversation_ratings_rated on conversation_ratings (rated_at);

-- How fast one visitor or one network may go on (a leaky bucket: `full_at` is when it is empty again). Addresses are
-- kept as a keyed hash, never as they are.
create table widget_limits (
  key text primary key,
  full_at timestamptz not null
);
create index widget_limits_full_at on widget_limits (full_at);
