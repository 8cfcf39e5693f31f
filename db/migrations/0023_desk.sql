-- Lists that people keep: a filter with a name, for oneself or for everybody of a unit.
create table saved_views (
  id bigint generated always as identity primary key,
  owner_id bigint not null references users (id),
  -- whoever has a role in this unit sees it too; null = only the owner
  unit_id bigint references units (id),
  name text not null,
  -- the list it narrows (contract VIEWS) and its filters as they stand in the address bar
  view text not null,
  filters jsonb not null default '{}',
  -- columns in their order; null = the usual ones
  columns text[],
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index saved_views_name on saved_views (owner_id, lower(name));
create index saved_views_unit on saved_views (unit_id) where unit_id is not null;
