-- One thread on one channel, with its messages. Cases are linked from the cases domain.
create table conversations (
  id bigint generated always as identity primary key,
  channel text not null check (channel in ('phone', 'email', 'web', 'livechat', 'zalo', 'messenger', 'desk', 'open311')),
  -- which mailbox, page or account of ours the thread runs on
  account text not null,
  citizen_id bigint references citizens (id),
  subject text not null default '',
  -- where to answer: mail address, provider's user id
  address text,
  related_to bigint references conversations (id),
  related_why text,
  created_at timestamptz not null,
  last_message_at timestamptz not null,
  demo boolean not null default false
);
create index conversations_citizen on conversations (citizen_id);
create index conversations_related on conversations (related_to);
create index conversations_recent on conversations (last_message_at desc, id desc);
create index conversations_address on conversations (channel, address);

create table messages (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references conversations (id),
  direction text not null check (direction in ('in', 'out')),
  kind text not null check (kind in ('human', 'auto', 'notice', 'note')),
  author_user_id bigint references users (id),
  author_name text not null,
  -- the provider's id (Message-ID, chat message id): the key of deduplication
  external_id text,
  in_reply_to text,
  subject text,
  body text not null,
  folded text,
  html text,
  state text not null check (state in ('received', 'queued', 'sent', 'delivered', 'read', 'failed', 'bounced')),
  state_detail text,
  -- what the message is for ("case.acknowledgement", "case.answer"), so that one purpose is served once
  purpose text,
  case_id bigint,
  sent_at timestamptz not null,
  created_at timestamptz not null
);
create index messages_conversation on messages (conversation_id, id);
create unique index messages_external on messages (conversation_id, external_id) where external_id is not null;
create index messages_external_id on messages (external_id) where external_id is not null;
create index messages_author on messages (author_user_id) where author_user_id is not null;
create index messages_case on messages (case_id) where case_id is not null;
create index messages_unsent on messages (id) where state = 'queued';

-- A file in its place: on a message, on a case, or as evidence of a draft (those columns come with the cases domain).
create table attachments (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  sha256 text not null references files (sha256),
  name text not null,
  media_type text not null,
  size bigint not null,
  source text not null check (source in ('citizen', 'staff', 'evidence')),
  message_id bigint references messages (id),
  content_id text,
  inline boolean not null default false,
  created_by bigint references users (id),
  created_at timestamptz not null
);
create index attachments_sha256 on attachments (sha256);
create index attachments_message on attachments (message_id) where message_id is not null;
create index attachments_created_by on attachments (created_by) where created_by is not null;
