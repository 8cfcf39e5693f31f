-- Sealed recordings, and what administration keeps of the hotline: settings, menus, prompts, announcements.

-- The bytes of a recording lie encrypted under DATA_DIR/recordings; here is the key to them, itself sealed.
create table recording_files (
  id bigint generated always as identity primary key,
  -- name of the recording at the telephone exchange: storing the same one twice changes nothing
  name text not null unique check (name ~ '^[A-Za-z0-9][A-Za-z0-9_.+-]{0,149}$'),
  -- data key of this one file, sealed with the key of the installation and bound to the name; gone once erased
  sealed_key text,
  -- of the encrypted bytes: their address on disk, and what a backup checks
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  -- of the sound itself: stays as the proof of what was erased
  plain_sha256 text not null check (plain_sha256 ~ '^[0-9a-f]{64}$'),
  plain_size bigint not null check (plain_size >= 0),
  media_type text not null,
  created_at timestamptz not null,
  erased_at timestamptz,
  check ((sealed_key is null) = (erased_at is not null))
);
create index recording_files_kept on recording_files (created_at) where erased_at is null;

-- One row; `values` holds only what differs from the release's own (server/hotline/settings.ts has the shape).
create table hotline_settings (
  id boolean primary key default true check (id),
  values jsonb not null default '{}' check (jsonb_typeof(values) = 'object'),
  version int not null default 0,
  changed_by bigint references users (id),
  changed_at timestamptz
);
insert into hotline_settings default values;
create index hotline_settings_changed_by on hotline_settings (changed_by);

-- Menus that callers are led through. At most one draft; the published one with the highest version is in force.
create table hotline_menus (
  id bigint generated always as identity primary key,
  version int unique check (version > 0),
  graph jsonb not null check (jsonb_typeof(graph) = 'object'),
  -- what was changed, in the editor's words
  note text check (length(note) between 1 and 500),
  -- version from which a draft began
  based_on int,
  -- counts the savings of a draft: who saves second is told
  revision int not null default 1,
  edited_by bigint references users (id),
  edited_at timestamptz not null,
  published_by bigint references users (id),
  published_at timestamptz,
  check ((version is null) = (published_at is null))
);
create unique index hotline_menus_one_draft on hotline_menus ((true)) where version is null;
create index hotline_menus_edited_by on hotline_menus (edited_by);
create index hotline_menus_published_by on hotline_menus (published_by);

-- Prompts that differ from the release's own text or voice, and prompts added here.
create table hotline_prompts (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  -- what is said; null = the text of the release
  text text check (length(text) between 1 and 2000),
  source text not null check (source in ('machine', 'studio')),
  -- the sound as it is played, 16 kHz mono; the exchange's files are made from it
  sha256 text references files (sha256),
  seconds real check (seconds > 0),
  -- what the recording was called when it was handed in
  file_name text,
  -- added by this installation
  own boolean not null default false,
  title text check (length(title) between 1 and 120),
  changed_by bigint references users (id),
  changed_at timestamptz not null,
  check (source = 'machine' or sha256 is not null),
  check (not own or text is not null)
);
create index hotline_prompts_sha256 on hotline_prompts (sha256);
create index hotline_prompts_changed_by on hotline_prompts (changed_by);

-- What callers are told of at present (a burst pipe, a power cut), before anything else.
create table hotline_announcements (
  id bigint generated always as identity primary key,
  prompt text not null references hotline_prompts (name),
  enabled boolean not null,
  starts_at timestamptz,
  ends_at timestamptz,
  changed_by bigint references users (id),
  changed_at timestamptz not null,
  check (ends_at is null or starts_at is null or ends_at > starts_at)
);
create index hotline_announcements_prompt on hotline_announcements (prompt);
create index hotline_announcements_changed_by on hotline_announcements (changed_by);
