-- Mailboxes of the installation, every mail that came in (raw in the file store) and every mail that went out.

-- A mailbox entered by an administrator, or the one given by the environment (code 'default', no secrets kept).
create table mailboxes (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  address text not null check (address = lower(address) and address like '%_@_%'),
  display_name text not null,
  source text not null check (source in ('environment', 'admin')),
  imap_host text,
  imap_port int check (imap_port between 1 and 65535),
  imap_tls text check (imap_tls in ('tls', 'starttls', 'plain')),
  imap_user text,
  -- sealed with SECRET_KEY, never in clear
  imap_secret text,
  smtp_host text,
  smtp_port int check (smtp_port between 1 and 65535),
  smtp_tls text check (smtp_tls in ('tls', 'starttls', 'plain')),
  smtp_user text,
  smtp_secret text,
  -- id of the receiving server in Authentication-Results; null = no verdict is believed
  authserv_id text,
  -- whether the server delivers name+tag@ to name@
  plus_addressing boolean not null default true,
  enabled boolean not null default true,
  -- what the listener last knew
  state text not null default 'new' check (state in ('new', 'connecting', 'listening', 'failing', 'stopped')),
  state_since timestamptz not null,
  last_error text,
  last_contact_at timestamptz,
  -- the same for sending
  smtp_error text,
  smtp_error_at timestamptz,
  uid_validity bigint,
  last_uid bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (source = 'admin' or (imap_secret is null and smtp_secret is null))
);
create unique index mailboxes_address on mailboxes (address);

-- A mail as it came over the wire. Stored before the server is told that it was read; handled by a job afterwards.
create table inbound_mails (
  id bigint generated always as identity primary key,
  mailbox_id bigint not null references mailboxes (id),
  uid_validity bigint not null,
  uid bigint not null,
  -- null only for a mail too large to keep; it stays unread in the mailbox
  raw_sha256 text references files (sha256),
  raw_size bigint not null check (raw_size >= 0),
  -- when the mail server took it
  received_at timestamptz not null,
  stored_at timestamptz not null,
  state text not null default 'stored' check (state in ('stored', 'handled', 'ignored', 'failed')),
  handled_at timestamptz,
  -- human, auto_reply, bounce, mdn, list, own_loop; null until it was understood
  class text,
  reasons text[] not null default '{}',
  -- why it failed, as a code, and in words
  error text,
  error_detail text,
  message_id text,
  -- sender, subject and text: tells a copy from another mail that carries the same Message-ID
  content_hash text,
  from_address text,
  subject text,
  conversation_id bigint references conversations (id),
  received_message_id bigint references messages (id),
  unique (mailbox_id, uid_validity, uid),
  check (raw_sha256 is not null or state = 'failed'),
  check ((state = 'failed') = (error is not null))
);
-- the same bytes again (a mailbox that was restored gives new uids) are the same mail
create unique index inbound_mails_raw on inbound_mails (mailbox_id, raw_sha256) where raw_sha256 is not null;
create index inbound_mails_sha on inbound_mails (raw_sha256);
create index inbound_mails_message_id on inbound_mails (message_id) where message_id is not null;
create index inbound_mails_failed on inbound_mails (id desc) where state = 'failed';
create index inbound_mails_waiting on inbound_mails (id) where state = 'stored';
create index inbound_mails_conversation on inbound_mails (conversation_id) where conversation_id is not null;
create index inbound_mails_message on inbound_mails (received_message_id) where received_message_id is not null;

-- A message on its way out by mail; one row per message, one attempt row per try.
create table outbound_mails (
  id bigint generated always as identity primary key,
  message_id bigint not null unique references messages (id),
  conversation_id bigint not null references conversations (id),
  mailbox_id bigint references mailboxes (id),
  -- our Message-ID without brackets; the same for every attempt
  rfc_id text not null unique,
  recipient text not null,
  kind text not null check (kind in ('human', 'acknowledgement', 'notification')),
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'bounced')),
  attempts int not null default 0,
  next_attempt_at timestamptz,
  response text,
  error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  bounced_at timestamptz
);
create index outbound_mails_conversation on outbound_mails (conversation_id);
create index outbound_mails_mailbox on outbound_mails (mailbox_id);
create index outbound_mails_automatic on outbound_mails (recipient, created_at desc) where kind <> 'human';
create index outbound_mails_unsent on outbound_mails (next_attempt_at) where state in ('queued', 'sending');

create table outbound_attempts (
  outbound_id bigint not null references outbound_mails (id),
  n int not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('sent', 'refused', 'later')),
  response text,
  primary key (outbound_id, n)
);

-- Who takes part in a mail thread: only they can add to it.
create table mail_participants (
  conversation_id bigint not null references conversations (id),
  address text not null check (address = lower(address)),
  since timestamptz not null,
  primary key (conversation_id, address)
);
create index mail_participants_address on mail_participants (address);

-- Addresses that do not exist or complained: no automatic mail goes there any more.
create table suppressed_addresses (
  address text primary key check (address = lower(address)),
  reason text not null check (reason in ('bounced', 'complaint', 'admin')),
  detail text,
  since timestamptz not null
);
