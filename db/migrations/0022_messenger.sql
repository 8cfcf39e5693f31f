-- Facebook pages: whether their tokens live, whom we know there, comments that may be answered privately, every part sent.

create table messenger_pages (
  account_id bigint primary key references channel_accounts (id),
  -- hash of the token that Facebook refused for good: another one entered later counts as untried
  dead_token text,
  dead_since timestamptz,
  dead_why text,
  -- when the page's subscription to our webhook was last looked at, and since when it is broken
  subscription_at timestamptz,
  unsubscribed_since timestamptz,
  unsubscribed_why text
);

create table messenger_users (
  account_id bigint not null references channel_accounts (id),
  -- page-scoped id
  user_id text not null,
  name text,
  picture_url text,
  profile_at timestamptz,
  -- message, tap on a button, reaction, link into the thread: the provider's window counts from here
  last_interaction_at timestamptz,
  -- the provider refuses messages to this person until he does something again
  refused_code text,
  refused_at timestamptz,
  -- another app has the thread (the page's own inbox, a bot)
  other_app_at timestamptz,
  -- by which link, poster or advertisement he last came
  referral jsonb,
  primary key (account_id, user_id)
);

-- A comment or visitor's post: one private answer, within seven days.
create table messenger_comments (
  account_id bigint not null references channel_accounts (id),
  comment_id text not null,
  target text not null check (target in ('comment', 'post')),
  post_id text not null,
  -- address of the thread: one per person and post
  address text not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  -- the message of ours that was the one private answer
  reply_message_id bigint references messages (id),
  replied_at timestamptz,
  primary key (account_id, comment_id)
);
create index messenger_comments_address on messenger_comments (account_id, address, created_at desc);
create index messenger_comments_reply on messenger_comments (reply_message_id) where reply_message_id is not null;

-- One row per request that makes up a message (text in pieces, each file by itself). Written before the request.
create table messenger_sends (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages (id),
  part int not null,
  account_id bigint not null references channel_accounts (id),
  address text not null,
  kind text not null check (kind in ('text', 'image', 'audio', 'video', 'file')),
  -- for finding in the history what was sent and whose answer was lost
  text_hash text,
  -- unknown: the request went out and no answer came
  state text not null check (state in ('sending', 'unknown', 'sent', 'failed')),
  external_id text,
  attempts int not null default 1,
  error_code text,
  started_at timestamptz not null,
  ended_at timestamptz,
  unique (message_id, part)
);
create unique index messenger_sends_external on messenger_sends (account_id, external_id) where external_id is not null;
create index messenger_sends_open on messenger_sends (account_id, address, id) where state in ('sending', 'unknown');
