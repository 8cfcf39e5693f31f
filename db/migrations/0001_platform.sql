-- What every domain stands on: search helpers, the installation, the event log, files.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- One row per fact about this installation (instance id, demonstration flag, clock offset).
create table installation (
  key text primary key,
  value jsonb not null
);

-- Append-only: timeline, audit trail, outbox and live feed in one. `xid` lets the sequencer see what is settled.
create table events (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  type text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  case_id bigint,
  subject_type text,
  subject_id text,
  actor_kind text not null check (actor_kind in ('user', 'system', 'citizen')),
  actor_id bigint,
  in_place_of bigint,
  unit_id bigint,
  data jsonb not null default '{}',
  audience jsonb not null
);
create index events_case on events (case_id, id) where case_id is not null;
create index events_subject on events (subject_type, subject_id, id) where subject_id is not null;
create index events_actor on events (actor_id, id) where actor_id is not null;
create index events_xid on events (xid, id);

-- Written by one sequencer at a time, after commit: a strictly growing seq and a hash chain without slowing writers.
create table event_log (
  seq bigint primary key,
  event_id bigint not null unique references events (id),
  hash bytea not null check (length(hash) = 32)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger events_append_only before update or delete or truncate on events
  for each statement execute function refuse_change();
create trigger event_log_append_only before update or delete or truncate on event_log
  for each statement execute function refuse_change();

-- How far each reader of the event log has come.
create table event_cursors (
  reader text primary key,
  seq bigint not null default 0,
  updated_at timestamptz not null
);

-- Content-addressed files: the bytes live under DATA_DIR/files by their SHA-256.
create table files (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  created_at timestamptz not null
);
