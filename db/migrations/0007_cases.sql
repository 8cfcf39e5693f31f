-- The case and all that belongs to its way through the four levels.
create sequence case_number;

-- The value of case_number before the first case of a local day: code = number minus base, never reused.
create table case_days (
  day date primary key,
  base bigint not null
);

create table cases (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^1022-[0-9]{6}-[0-9]{4,}$'),
  secret_hash bytea not null,
  idempotency_key text unique,
  version int not null default 0,
  type text not null check (type in ('inquiry', 'procedure_inquiry', 'site_report', 'regulation_feedback', 'service_report',
    'procedure_report', 'conduct_report', 'business_report', 'suggestion', 'compliment', 'out_of_scope')),
  status text not null check (status in ('received', 'forwarded', 'processing', 'awaiting_citizen', 'awaiting_approval',
    'escalated', 'approved', 'closed', 'declined', 'merged')),
  level smallint not null check (level between 1 and 4),
  resolved_level smallint check (resolved_level between 1 and 4),
  urgency text not null check (urgency in ('low', 'normal', 'urgent', 'emergency')),
  channel text not null check (channel in ('phone', 'email', 'web', 'livechat', 'zalo', 'messenger', 'desk', 'open311')),
  title text not null,
  content text not null,
  fold text not null,
  search tsvector generated always as (to_tsvector('simple', fold)) stored,
  category_id bigint references categories (id),
  area_id bigint references areas (id),
  place_text text,
  place_lat double precision check (place_lat between -90 and 90),
  place_lng double precision check (place_lng between -180 and 180),
  citizen_id bigint references citizens (id),
  -- as the citizen named himself this time; masked from handling units
  contact_name text,
  contact_phone text,
  contact_email text,
  anonymous boolean not null default false,
  publish_wish boolean not null default false,
  sealed boolean not null default false,
  about_unit_id bigint references units (id),
  conversation_id bigint references conversations (id),
  parent_id bigint references cases (id),
  lead_unit_id bigint references units (id),
  assignee_id bigint references users (id),
  registered_by bigint references users (id),
  answer text,
  answered_by bigint references users (id),
  answered_for bigint references users (id),
  decline_reason text,
  guidance text,
  return_count int not null default 0,
  reopen_count int not null default 0,
  -- the clock of the substance runs from here (registration or reopening); pauses are added in working minutes
  clock_from timestamptz not null,
  paused_minutes int not null default 0,
  -- substance deadline: what the citizen was promised
  due_at timestamptz,
  original_due_at timestamptz,
  due_policy_id bigint,
  due_explanation text[] not null default '{}',
  -- limit of the step the case is in now (answer, accept, handle, decide, deliver); passing it escalates or alarms once
  step_due_at timestamptz,
  step_alarmed_at timestamptz,
  paused_at timestamptz,
  pause_until timestamptz,
  -- where a paused case goes back to
  resume_status text,
  resume_level smallint,
  -- fixed at approval (or answer), never recomputed
  finished_at timestamptz,
  finished_late boolean,
  delivered_late boolean,
  closed_at timestamptz,
  reopen_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  demo boolean not null default false,
  turn text generated always as (case
    when status in ('received', 'approved') then 'centre'
    when status = 'forwarded' then 'officer'
    when status = 'processing' then 'officer'
    when status = 'awaiting_citizen' then 'citizen'
    when status = 'awaiting_approval' then 'unit_leader'
    when status = 'escalated' and level <= 3 then 'unit_leader'
    when status = 'escalated' then 'province_leader'
    else 'nobody' end) stored,
  check (about_unit_id is null or type = 'conduct_report'),
  check ((status = 'awaiting_citizen') = (paused_at is not null)),
  check (status <> 'awaiting_citizen' or resume_status is not null),
  check (status <> 'merged' or parent_id is not null),
  check (status <> 'declined' or (decline_reason is not null and guidance is not null)),
  check ((status in ('closed', 'declined', 'merged')) = (closed_at is not null)),
  check (status not in ('forwarded', 'processing', 'awaiting_approval') or lead_unit_id is not null),
  check (parent_id <> id)
);
create index cases_turn on cases (turn, due_at, id) where closed_at is null;
create index cases_turn_unit on cases (lead_unit_id, turn, due_at, id) where closed_at is null;
create index cases_assignee on cases (assignee_id, due_at, id) where closed_at is null and assignee_id is not null;
create index cases_due on cases (due_at, id) where closed_at is null and due_at is not null;
create index cases_step_due on cases (step_due_at, id) where closed_at is null and step_due_at is not null and step_alarmed_at is null;
create index cases_pause on cases (pause_until, id) where pause_until is not null;
create index cases_recent on cases (created_at desc, id desc);
create index cases_unit_recent on cases (lead_unit_id, created_at desc, id desc);
create index cases_status_recent on cases (status, created_at desc, id desc);
create index cases_category on cases (category_id, created_at desc, id desc);
create index cases_area on cases (area_id, created_at desc, id desc);
create index cases_citizen on cases (citizen_id, id desc) where citizen_id is not null;
create index cases_conversation on cases (conversation_id) where conversation_id is not null;
create index cases_parent on cases (parent_id) where parent_id is not null;
create index cases_about_unit on cases (about_unit_id) where about_unit_id is not null;
create index cases_registered_by on cases (registered_by) where registered_by is not null;
create index cases_answered_by on cases (answered_by) where answered_by is not null;
create index cases_answered_for on cases (answered_for) where answered_for is not null;
create index cases_search on cases using gin (search);

alter table events add foreign key (case_id) references cases (id);
alter table messages add foreign key (case_id) references cases (id);
alter table attachments add column case_id bigint references cases (id);
create index attachments_case on attachments (case_id) where case_id is not null;

-- One row per unit the case is or was with; the chain says who had it for how long.
create table assignments (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases (id),
  unit_id bigint not null references units (id),
  role text not null check (role in ('lead', 'co')),
  state text not null check (state in ('open', 'accepted', 'answered', 'returned', 'recalled', 'ended')),
  level smallint not null default 2 check (level between 2 and 4),
  assigned_by bigint references users (id),
  assignee_id bigint references users (id),
  note text,
  question text,
  opinion text,
  by_directive boolean not null default false,
  due_at timestamptz,
  started_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  check ((state in ('returned', 'recalled', 'ended', 'answered')) = (ended_at is not null))
);
create index assignments_case on assignments (case_id);
create index assignments_unit on assignments (unit_id, case_id);
create index assignments_assigned_by on assignments (assigned_by) where assigned_by is not null;
create index assignments_assignee on assignments (assignee_id) where assignee_id is not null;
-- At most one lead unit at a time: the database says so.
create unique index assignments_one_lead on assignments (case_id) where role = 'lead' and ended_at is null;

create table drafts (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases (id),
  version int not null,
  level smallint not null,
  text text not null,
  author_id bigint not null references users (id),
  state text not null check (state in ('submitted', 'rejected', 'approved', 'withdrawn')),
  reason text,
  signer_id bigint references users (id),
  signed_for_id bigint references users (id),
  created_at timestamptz not null,
  decided_at timestamptz,
  unique (case_id, version),
  -- Four eyes: nobody approves what he wrote.
  check (state <> 'approved' or (signer_id is not null and signer_id <> author_id)),
  check ((state = 'submitted') = (decided_at is null))
);
create unique index drafts_one_submitted on drafts (case_id) where state = 'submitted';
create index drafts_author on drafts (author_id);
create index drafts_signer on drafts (signer_id) where signer_id is not null;
create index drafts_signed_for on drafts (signed_for_id) where signed_for_id is not null;

alter table attachments add column draft_id bigint references drafts (id);
create index attachments_draft on attachments (draft_id) where draft_id is not null;

create table directives (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases (id),
  level smallint not null check (level in (3, 4)),
  by_user_id bigint not null references users (id),
  in_place_of bigint references users (id),
  unit_id bigint not null references units (id),
  text text not null,
  due_at timestamptz not null,
  created_at timestamptz not null,
  closed_at timestamptz
);
create index directives_case on directives (case_id);
create index directives_by on directives (by_user_id, id);
create index directives_in_place_of on directives (in_place_of) where in_place_of is not null;
create index directives_unit on directives (unit_id);
create index directives_open on directives (due_at) where closed_at is null;

create table extension_requests (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases (id),
  requested_by bigint not null references users (id),
  reason text not null,
  due_at timestamptz not null,
  state text not null check (state in ('requested', 'granted', 'refused')),
  decided_by bigint references users (id),
  decision_reason text,
  created_at timestamptz not null,
  decided_at timestamptz,
  check ((state = 'requested') = (decided_at is null))
);
create index extension_requests_case on extension_requests (case_id);
create index extension_requests_requested_by on extension_requests (requested_by);
create index extension_requests_decided_by on extension_requests (decided_by) where decided_by is not null;
create unique index extension_requests_one_open on extension_requests (case_id) where state = 'requested';

-- One row per stretch of time in one (status, level, unit): the journey line and the recount of time held.
create table case_steps (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases (id),
  status text not null,
  level smallint not null,
  unit_id bigint references units (id),
  started_at timestamptz not null,
  ended_at timestamptz,
  back boolean not null default false
);
create index case_steps_case on case_steps (case_id, id);
create index case_steps_unit on case_steps (unit_id) where unit_id is not null;
create unique index case_steps_one_open on case_steps (case_id) where ended_at is null;

create table ratings (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases (id),
  satisfied boolean not null,
  reason text,
  created_at timestamptz not null
);
create unique index ratings_once on ratings (case_id);
