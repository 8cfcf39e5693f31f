-- Zalo Official Accounts: the pair of tokens that renews itself, whom we know there, and every part of every message sent.

create table zalo_tokens (
  account_id bigint primary key references channel_accounts (id),
  -- sealed with SECRET_KEY, bound to the account
  access text,
  access_expires_at timestamptz,
  -- single use: the next renewal returns another
  refresh text,
  -- which tokens were entered by hand or given by the environment: others entered later take the place of the pair
  seed text not null,
  -- a renewal was sent and its answer not yet stored: the refresh token may be spent
  asked_at timestamptz,
  renewed_at timestamptz,
  failures int not null default 0,
  -- no further renewal before this
  retry_at timestamptz,
  -- only an administrator can connect again
  reauth_since timestamptz,
  reauth_why text
);

-- A sign-in that was begun on the desk and comes back to our callback.
create table zalo_sign_ins (
  state text primary key,
  account_id bigint not null references channel_accounts (id),
  -- sealed
  verifier text not null,
  begun_by bigint references users (id),
  begun_at timestamptz not null
);
create index zalo_sign_ins_account on zalo_sign_ins (account_id);
create index zalo_sign_ins_begun_by on zalo_sign_ins (begun_by) where begun_by is not null;

create table zalo_users (
  account_id bigint not null references channel_accounts (id),
  user_id text not null,
  display_name text,
  avatar_url text,
  follows boolean,
  -- message, follow, tap on a menu: the provider's window counts from here
  last_interaction_at timestamptz,
  profile_at timestamptz,
  -- what the provider last said about messages left, and when
  quota_kind text,
  quota_remain int,
  quota_total int,
  quota_at timestamptz,
  -- the provider refuses messages to this person until he does something again
  refused_code int,
  refused_at timestamptz,
  -- what the person gave us through the form of the provider, and when he agreed
  shared jsonb,
  shared_at timestamptz,
  call_consent text,
  call_consent_at timestamptz,
  -- he asked the provider that his data be removed
  withdrawn_at timestamptz,
  primary key (account_id, user_id)
);

-- One row per request that makes up a message (text in pieces, each file by itself). Written before the request.
create table zalo_sends (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages (id),
  part int not null,
  account_id bigint not null references channel_accounts (id),
  user_id text not null,
  kind text not null check (kind in ('text', 'image', 'gif', 'file', 'form')),
  -- for finding the echo of a request whose answer was lost
  text_hash text,
  -- unknown: the request went out and no answer came
  state text not null check (state in ('sending', 'unknown', 'sent', 'failed')),
  external_id text,
  attempts int not null default 1,
  error_code int,
  started_at timestamptz not null,
  ended_at timestamptz,
  unique (message_id, part)
);
create unique index zalo_sends_external on zalo_sends (account_id, external_id) where external_id is not null;
create index zalo_sends_open on zalo_sends (account_id, user_id, id) where state in ('sending', 'unknown');
create index zalo_sends_user on zalo_sends (account_id, user_id, started_at);
