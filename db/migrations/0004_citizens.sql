-- Who writes to us: a person or a business, known by identities of differing confidence.
create table citizens (
  id bigint generated always as identity primary key,
  kind text not null default 'person' check (kind in ('person', 'business')),
  name text,
  name_fold text,
  created_at timestamptz not null,
  merged_into bigint references citizens (id),
  demo boolean not null default false,
  check (merged_into <> id)
);
create index citizens_merged_into on citizens (merged_into);
create index citizens_name on citizens using gin (name_fold gin_trgm_ops);

create table citizen_identities (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references citizens (id),
  kind text not null check (kind in ('phone', 'email', 'zalo', 'messenger', 'web')),
  -- phone in E.164, e-mail in lower case; the provider's id otherwise
  value text not null,
  confidence text not null check (confidence in ('verified', 'said', 'guessed')),
  created_at timestamptz not null
);
create index citizen_identities_citizen on citizen_identities (citizen_id);
create index citizen_identities_value on citizen_identities (kind, value);
