-- The second rate of a prompt: what the exchange plays to callers on narrow lines.
alter table hotline_prompts add column narrow_sha256 text references files (sha256);
create index hotline_prompts_narrow on hotline_prompts (narrow_sha256);
alter table hotline_prompts add constraint hotline_prompts_both_rates check ((sha256 is null) = (narrow_sha256 is null));

-- A recording is kept beyond its days: why, and who said so. Lifted = the rules count again.
create table recording_holds (
  id bigint generated always as identity primary key,
  recording_id bigint not null references call_recordings (id),
  reason text not null check (length(reason) between 1 and 500),
  held_by bigint references users (id),
  held_at timestamptz not null,
  lifted_by bigint references users (id),
  lifted_at timestamptz,
  check (lifted_by is null or lifted_at is not null)
);
create unique index recording_holds_one on recording_holds (recording_id) where lifted_at is null;
create index recording_holds_recording on recording_holds (recording_id);
create index recording_holds_held_by on recording_holds (held_by);
create index recording_holds_lifted_by on recording_holds (lifted_by);

-- Who is listening to what: jumping about in a recording is one listening, not a hundred.
create table recording_hearings (
  recording_id bigint not null references call_recordings (id),
  user_id bigint not null references users (id),
  began_at timestamptz not null,
  last_at timestamptz not null,
  primary key (recording_id, user_id)
);
create index recording_hearings_user on recording_hearings (user_id);

-- Exchanges of other makers that tell us of their calls are accounts like those of the channels.
alter table channel_accounts drop constraint channel_accounts_kind_check;
alter table channel_accounts add constraint channel_accounts_kind_check check (kind in ('zalo', 'messenger', 'livechat', 'phone', 'cti'));
