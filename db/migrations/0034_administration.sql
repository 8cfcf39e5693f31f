-- What an installation says of itself, checks of the hash chain, and ways through the trail.

-- One row: the agency as it stands at the head of printed forms. Empty = not told yet; the reader has a fallback.
create table agency_header (
  only_row boolean primary key default true check (only_row),
  -- cơ quan chủ quản
  authority text not null default '',
  -- tên cơ quan
  agency text not null default '',
  -- địa danh, before the date of a document
  place text not null default '',
  address text not null default '',
  phone text not null default '',
  email text not null default '',
  -- the number that citizens dial, as it is shown to them
  hotline text not null default ''
);
insert into agency_header default values;

-- One row per recomputation of the hash chain of events.
create table chain_checks (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  requested_by bigint references users (id),
  -- the last seq that was found whole
  checked_seq bigint not null default 0,
  head text not null default '',
  broken_seq bigint,
  broken_event_id bigint,
  broken_why text,
  -- the check itself could not be done
  failure text,
  check ((broken_seq is null) = (broken_why is null)),
  check (ended_at is not null or (broken_seq is null and failure is null))
);
create index chain_checks_requested_by on chain_checks (requested_by) where requested_by is not null;

-- The trail by unit; `at` grows with `id`, so a block range is enough for periods.
create index events_unit on events (unit_id, id) where unit_id is not null;
create index events_at on events using brin (at);
