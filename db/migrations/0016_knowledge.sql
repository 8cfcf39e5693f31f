-- What the installation says: texts that people may rewrite, and what the centre knows.

-- A ready text for agents or officers that was added here, or settings of one that the release brings (same key).
create table reply_templates (
  id bigint generated always as identity primary key,
  key text not null unique check (key ~ '^(reply|answer)\.[a-z0-9][a-z0-9_]{1,59}$'),
  name text not null check (name <> ''),
  -- channels on which it is offered; empty = all
  channels text[] not null default '{}',
  enabled boolean not null default true,
  created_by bigint references users (id),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index reply_templates_created_by on reply_templates (created_by);

-- Every wording that a person has given a template; the newest of a language counts.
create table template_versions (
  id bigint generated always as identity primary key,
  key text not null,
  language text not null check (language in ('vi', 'en')),
  version int not null check (version > 0),
  subject text,
  -- null = back to the wording of the release
  body text check (body <> ''),
  created_by bigint references users (id),
  created_at timestamptz not null,
  unique (key, language, version),
  check (body is not null or subject is null)
);
create index template_versions_created_by on template_versions (created_by);

create table articles (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,79}$'),
  version int not null default 1,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  keywords text[] not null default '{}',
  category_id bigint references categories (id),
  state text not null check (state in ('draft', 'published', 'archived')),
  -- local day until which somebody vouches for the content
  reviewed_until date,
  -- without accents, for search: the heading weighs more than the text
  fold_head text not null,
  fold_body text not null,
  search tsvector generated always as (
    setweight(to_tsvector('simple', fold_head), 'A') || setweight(to_tsvector('simple', fold_body), 'D')) stored,
  created_by bigint references users (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  demo boolean not null default false
);
create index articles_search on articles using gin (search);
create index articles_category on articles (category_id);
create index articles_created_by on articles (created_by);

create table article_versions (
  article_id bigint not null references articles (id),
  version int not null,
  title text not null,
  body text not null,
  keywords text[] not null,
  category_id bigint references categories (id),
  state text not null,
  reviewed_until date,
  changed_by bigint references users (id),
  changed_at timestamptz not null,
  primary key (article_id, version)
);
create index article_versions_category on article_versions (category_id);
create index article_versions_changed_by on article_versions (changed_by);
