-- What may be called, and campaigns of calls: surveys, care calls.

-- The first rule whose beginning fits decides; a number that fits none is not called.
create table dial_rules (
  id bigint generated always as identity primary key,
  position int not null unique,
  -- beginning of the number in E.164, or of a short number
  prefix text not null unique check (prefix ~ '^(\+|\+?[0-9]{1,15})$'),
  allowed boolean not null,
  name text not null
);
insert into dial_rules (position, prefix, allowed, name) values
  (10, '111', true, 'Tổng đài bảo vệ trẻ em'),
  (20, '112', true, 'Tìm kiếm cứu nạn'),
  (30, '113', true, 'Công an'),
  (40, '114', true, 'Cứu hỏa'),
  (50, '115', true, 'Cấp cứu'),
  (60, '1022', true, 'Tổng đài 1022'),
  (70, '+841900', false, 'Dịch vụ tính cước cao 1900'),
  (80, '1900', false, 'Dịch vụ tính cước cao 1900'),
  (90, '+841800', true, 'Dịch vụ miễn cước 1800'),
  (100, '1800', true, 'Dịch vụ miễn cước 1800'),
  (110, '+84', true, 'Thuê bao trong nước'),
  (120, '+', false, 'Thuê bao nước ngoài');

-- Who asked not to be called by campaigns. What he is owed (an answer, a call-back) is called all the same.
create table do_not_call (
  id bigint generated always as identity primary key,
  phone text not null,
  reason text not null,
  added_by bigint references users (id),
  added_at timestamptz not null,
  ended_by bigint references users (id),
  ended_at timestamptz,
  check (ended_at >= added_at)
);
create unique index do_not_call_open on do_not_call (phone) where ended_at is null;
create index do_not_call_added_by on do_not_call (added_by) where added_by is not null;
create index do_not_call_ended_by on do_not_call (ended_by) where ended_by is not null;

create table campaigns (
  id bigint generated always as identity primary key,
  version int not null default 0,
  name text not null,
  kind text not null check (kind in ('satisfaction', 'care', 'survey')),
  -- what the agent says first
  intro text not null,
  -- [{key, text, kind, options, required}] (contract CampaignQuestion)
  questions jsonb not null,
  -- whom: people of cases registered or closed, callers who were spoken with, or a list that was brought in
  source text not null check (source in ('registered_cases', 'closed_cases', 'callers', 'list')),
  -- of the so many days before the day of the drawing
  source_days int not null default 1 check (source_days between 1 and 90),
  -- so many at random; null = all
  sample_size int check (sample_size between 1 and 10000),
  -- drawn anew every day while it runs
  daily boolean not null default false,
  max_attempts int not null default 3 check (max_attempts between 1 and 10),
  retry_minutes int not null default 120 check (retry_minutes between 5 and 10080),
  -- who was called by a campaign within so many days is left out
  quiet_days int not null default 30 check (quiet_days between 0 and 365),
  -- nobody is called earlier or later, local time
  from_time time not null default '08:00',
  to_time time not null default '20:00',
  state text not null default 'draft' check (state in ('draft', 'running', 'paused', 'ended')),
  created_by bigint not null references users (id),
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  check (from_time < to_time),
  check ((state = 'ended') = (ended_at is not null)),
  check (not daily or source <> 'list')
);
create index campaigns_created_by on campaigns (created_by);

-- Each drawing with what is needed to draw the same again.
create table campaign_draws (
  id bigint generated always as identity primary key,
  campaign_id bigint not null references campaigns (id),
  -- local day
  day date not null,
  -- null = by the clock
  drawn_by bigint references users (id),
  drawn_at timestamptz not null,
  seed text not null,
  -- how many there were to choose from, and how many were chosen
  candidates int not null check (candidates >= 0),
  chosen int not null check (chosen between 0 and candidates),
  -- a drawing by the clock happens once a day
  by_clock boolean not null default false
);
create unique index campaign_draws_daily on campaign_draws (campaign_id, day) where by_clock;
create index campaign_draws_campaign on campaign_draws (campaign_id, id desc);
create index campaign_draws_by on campaign_draws (drawn_by) where drawn_by is not null;

create table campaign_contacts (
  id bigint generated always as identity primary key,
  campaign_id bigint not null references campaigns (id),
  draw_id bigint not null references campaign_draws (id),
  phone text not null,
  name text,
  citizen_id bigint references citizens (id),
  case_id bigint references cases (id),
  state text not null default 'waiting' check (state in ('waiting', 'held', 'answered', 'refused', 'unreachable', 'withdrawn')),
  attempts int not null default 0,
  -- not to be called before
  next_at timestamptz not null,
  held_by bigint references users (id),
  held_at timestamptz,
  -- question key → answer
  answers jsonb,
  note text,
  done_by bigint references users (id),
  done_at timestamptz,
  check ((state = 'held') = (held_by is not null and held_at is not null)),
  check ((state in ('waiting', 'held')) = (done_at is null))
);
create unique index campaign_contacts_once on campaign_contacts (campaign_id, phone) where state in ('waiting', 'held');
create unique index campaign_contacts_one_held on campaign_contacts (held_by) where state = 'held';
create index campaign_contacts_next on campaign_contacts (campaign_id, next_at, id) where state = 'waiting';
create index campaign_contacts_held on campaign_contacts (held_at) where state = 'held';
create index campaign_contacts_list on campaign_contacts (campaign_id, id desc);
create index campaign_contacts_draw on campaign_contacts (draw_id);
create index campaign_contacts_phone on campaign_contacts (phone, id desc);
create index campaign_contacts_citizen on campaign_contacts (citizen_id) where citizen_id is not null;
create index campaign_contacts_case on campaign_contacts (case_id) where case_id is not null;
create index campaign_contacts_done_by on campaign_contacts (done_by) where done_by is not null;

create table campaign_attempts (
  id bigint generated always as identity primary key,
  contact_id bigint not null references campaign_contacts (id),
  user_id bigint not null references users (id),
  at timestamptz not null,
  result text not null check (result in ('answered', 'refused', 'no_answer', 'busy', 'wrong_number', 'call_later', 'do_not_call')),
  note text,
  call_id bigint references calls (id)
);
create index campaign_attempts_contact on campaign_attempts (contact_id, id);
create index campaign_attempts_user on campaign_attempts (user_id, at desc);
create index campaign_attempts_call on campaign_attempts (call_id) where call_id is not null;
