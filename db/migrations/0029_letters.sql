-- Letters to citizens that a province may switch on or off; without a row: as the release has it.
create table letter_switches (
  key text primary key check (key ~ '^citizen\.[a-z0-9][a-z0-9_]{1,59}$'),
  enabled boolean not null,
  changed_by bigint references users (id),
  changed_at timestamptz not null
);
create index letter_switches_changed_by on letter_switches (changed_by);
