-- What people are told of: one row per person and event, on the desk and by mail as the person wants it.

-- A mail to staff, written together with what it tells and sent by a job afterwards.
create table staff_mails (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  -- our Message-ID without brackets; the same for every attempt
  rfc_id text not null unique,
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts int not null default 0,
  detail text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index staff_mails_user on staff_mails (user_id, id);
create index staff_mails_open on staff_mails (id) where state = 'queued';

create table notices (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  event_id bigint not null references events (id),
  kind text not null,
  case_id bigint references cases (id),
  conversation_id bigint references conversations (id),
  -- values for the template of the kind: codes, names of officials and units, moments; no data of citizens
  data jsonb not null default '{}',
  on_desk boolean not null,
  created_at timestamptz not null,
  read_at timestamptz,
  -- when a mail about it is due; null = none wanted, or done
  mail_due_at timestamptz,
  mail_id bigint references staff_mails (id)
);
-- A reader that begins again after a crash tells nobody twice.
create unique index notices_once on notices (user_id, event_id);
create index notices_event on notices (event_id);
create index notices_case on notices (case_id) where case_id is not null;
create index notices_conversation on notices (conversation_id) where conversation_id is not null;
create index notices_recent on notices (user_id, id desc) where on_desk;
create index notices_unread on notices (user_id, id desc) where on_desk and read_at is null;
create index notices_mail_due on notices (mail_due_at, user_id) where mail_due_at is not null;
create index notices_mail on notices (mail_id) where mail_id is not null;

create table notice_preferences (
  user_id bigint not null references users (id),
  kind text not null,
  on_desk boolean not null,
  mail text not null check (mail in ('now', 'digest', 'none')),
  primary key (user_id, kind)
);

-- Local hours at which the digest of a person goes out on working days; without a row: the default hours.
create table notice_settings (
  user_id bigint primary key references users (id),
  digest_hours smallint[] not null check (cardinality(digest_hours) between 1 and 4),
  updated_at timestamptz not null
);
