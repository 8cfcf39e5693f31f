-- Accounts of ours at providers (Zalo OA, Facebook page …), everything that came in from them, and how each channel fares.
-- Mail keeps its own tables (0008); it reports into channel_health like the others.

create table channel_accounts (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('zalo', 'messenger', 'livechat', 'phone')),
  -- stands in the address of the webhook; 'default' is the account given by the environment
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text not null,
  source text not null check (source in ('environment', 'admin')),
  enabled boolean not null default true,
  -- as the settings schema of its kind says; nothing secret
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  -- a JSON object of texts sealed with SECRET_KEY as one, bound to kind and code; never in clear
  secrets text,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (kind, code),
  check (source = 'admin' or secrets is null)
);

-- What a provider sent, as it came, stored before it is told so; a job understands it afterwards.
create table inbound_events (
  id bigint generated always as identity primary key,
  kind text not null,
  account_id bigint not null references channel_accounts (id),
  -- equal for a delivery that is repeated
  dedupe_key text not null,
  raw bytea not null,
  headers jsonb not null default '{}',
  received_at timestamptz not null,
  -- unhandled: kept for a person, with the reason
  state text not null default 'stored' check (state in ('stored', 'handled', 'ignored', 'unhandled')),
  -- why it was ignored or not handled, as a code, and in words
  reason text,
  error text,
  attempts int not null default 0,
  -- how often the provider sent it again
  repeats int not null default 0,
  handled_at timestamptz,
  unique (account_id, dedupe_key),
  check (state <> 'unhandled' or reason is not null)
);
create index inbound_events_waiting on inbound_events (id) where state = 'stored';
create index inbound_events_unhandled on inbound_events (id desc) where state = 'unhandled';
create index inbound_events_done on inbound_events (received_at) where state in ('handled', 'ignored');

-- What is known of one account of one channel; `account` is the code of a channel account, mailbox, site or line.
create table channel_health (
  channel text not null,
  account text not null,
  last_in_at timestamptz,
  last_out_at timestamptz,
  last_error_at timestamptz,
  last_error text,
  -- errors since the last success
  errors_in_row int not null default 0,
  -- what the provider last said about us being let in
  access text not null default 'unknown' check (access in ('unknown', 'ok', 'reauth_required', 'blocked')),
  access_detail text,
  access_since timestamptz,
  token_expires_at timestamptz,
  updated_at timestamptz not null,
  primary key (channel, account)
);

-- Counts per hour: the usual rate of a channel is read from them.
create table channel_hours (
  channel text not null,
  account text not null,
  hour timestamptz not null,
  received int not null default 0,
  sent int not null default 0,
  failed int not null default 0,
  -- forged, stale or unreadable at the door
  refused int not null default 0,
  duplicates int not null default 0,
  unhandled int not null default 0,
  primary key (channel, account, hour)
);

-- Something is wrong with a channel: one row from its beginning to its end, announced once.
create table channel_incidents (
  id bigint generated always as identity primary key,
  channel text not null,
  account text not null,
  what text not null,
  level text not null check (level in ('watch', 'bad')),
  detail text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  mailed_at timestamptz
);
create unique index channel_incidents_open on channel_incidents (channel, account, what) where closed_at is null;
create index channel_incidents_recent on channel_incidents (opened_at desc);
