-- Units, people, rights; reference trees (areas, categories) that organisations share.
create table areas (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  short_name text not null,
  kind text not null,
  formerly jsonb not null default '[]',
  valid_from date not null,
  valid_to date check (valid_to >= valid_from)
);

create table units (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  name text not null,
  short_name text not null,
  kind text not null,
  parent_id bigint references units (id),
  area_id bigint references areas (id),
  -- A routing role ("the People's Committee of the place") is not a real agency: it is resolved by area.
  routing_role boolean not null default false,
  source text,
  verified boolean not null default false,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  check (parent_id <> id)
);
create index units_parent on units (parent_id);
create index units_area on units (area_id);

create table categories (
  id bigint generated always as identity primary key,
  code text not null unique,
  parent_id bigint references categories (id),
  name text not null,
  name_en text not null,
  default_type text not null,
  default_urgency text not null,
  default_unit_id bigint references units (id),
  keywords text[] not null default '{}',
  position int not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from)
);
create index categories_parent on categories (parent_id);
create index categories_default_unit on categories (default_unit_id);

create table users (
  id bigint generated always as identity primary key,
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]*$'),
  display_name text not null,
  email text,
  phone text,
  password_hash text,
  must_change_password boolean not null default true,
  disabled_at timestamptz,
  created_at timestamptz not null
);
create unique index users_email on users (lower(email)) where email is not null;

create table user_roles (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  unit_id bigint not null references units (id),
  role text not null check (role in ('agent', 'supervisor', 'officer', 'unit_leader', 'province_leader', 'publisher', 'admin')),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from)
);
create index user_roles_user on user_roles (user_id);
create index user_roles_unit on user_roles (unit_id, role);
create unique index user_roles_open on user_roles (user_id, unit_id, role) where valid_to is null;

-- While `user_id` is away, `deputy_id` acts in the leader's place; both names stand on what is signed.
create table delegations (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  deputy_id bigint not null references users (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  created_by bigint references users (id),
  created_at timestamptz not null,
  check (ends_at > starts_at),
  check (deputy_id <> user_id)
);
create index delegations_user on delegations (user_id, ends_at);
create index delegations_deputy on delegations (deputy_id, ends_at);
create index delegations_created_by on delegations (created_by);

create table sessions (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  user_id bigint not null references users (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null
);
create index sessions_user on sessions (user_id);

create table api_tokens (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  user_id bigint not null references users (id),
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_tokens_user on api_tokens (user_id);

-- Failures slow the next attempt down, per user name and per address; rows age out.
create table sign_in_failures (
  key text primary key,
  failures int not null,
  last_at timestamptz not null
);
