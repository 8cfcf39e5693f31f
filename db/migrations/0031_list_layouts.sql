-- Which columns a person wants in a list of cases, in which order: one of the product's lists, or a saved one as far as
-- this person has arranged it differently.
create table list_layouts (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id) on delete cascade,
  view text,
  saved_view_id bigint references saved_views (id) on delete cascade,
  columns text[] not null check (cardinality(columns) > 0),
  updated_at timestamptz not null,
  check (num_nonnulls(view, saved_view_id) = 1),
  unique nulls not distinct (user_id, view, saved_view_id)
);
create index list_layouts_saved on list_layouts (saved_view_id) where saved_view_id is not null;
