-- Publications, opinions that stay out, who may extend by how much, reports on orders, and answers given with a parent.

-- A separate, redacted copy for the public; the case text itself is never touched. One row per act of publishing.
create table publications (
  id bigint generated always as identity primary key,
  -- in addresses; says nothing about the case
  public_id text not null unique check (public_id ~ '^[a-z0-9]{10,}$'),
  case_id bigint not null references cases (id),
  title text not null,
  content text not null,
  answer text not null,
  -- folded for the search of the public page
  fold text not null,
  -- what the publisher confirmed to be public although it looks personal (a hotline, an office's mail address)
  allowed text[] not null default '{}',
  published_by bigint not null references users (id),
  published_at timestamptz not null,
  withdrawn_by bigint references users (id),
  withdrawn_at timestamptz,
  withdraw_reason text,
  check ((withdrawn_at is null) = (withdraw_reason is null))
);
create unique index publications_one on publications (case_id) where withdrawn_at is null;
create index publications_case on publications (case_id);
create index publications_recent on publications (published_at desc, id desc) where withdrawn_at is null;
create index publications_published_by on publications (published_by);
create index publications_withdrawn_by on publications (withdrawn_by) where withdrawn_by is not null;
create index cases_to_publish on cases (due_at, id) where status = 'closed' and publish_wish and not sealed;

-- An opinion that was asked for and is not given at its due date is on record as silence; it may still come later.
alter table assignments add column silent_at timestamptz;
create index assignments_unanswered on assignments (due_at, id)
  where role = 'co' and question is not null and opinion is null and ended_at is null and silent_at is null;

-- How far beyond the promised date the leader of a unit may extend by himself; beyond it the centre or the province
-- decides. The longer of the two counts. A row for a type goes before the row for all.
create table extension_rights (
  id bigint generated always as identity primary key,
  type text unique nulls not distinct check (type in ('inquiry', 'procedure_inquiry', 'site_report', 'regulation_feedback',
    'service_report', 'procedure_report', 'conduct_report', 'business_report', 'suggestion', 'compliment', 'out_of_scope')),
  share_percent int not null check (share_percent between 0 and 400),
  working_days int not null check (working_days between 0 and 250),
  note text not null default ''
);
insert into extension_rights (type, share_percent, working_days, note)
  values (null, 50, 5, 'Mặc định – chờ quy chế của tỉnh');

alter table extension_requests
  -- the date in force when it was asked for
  add column previous_due_at timestamptz,
  -- until when the leader of the unit could have granted, and whether the request goes beyond it
  add column leader_limit timestamptz,
  add column beyond boolean not null default false,
  add column decided_for bigint references users (id);
create index extension_requests_decided_for on extension_requests (decided_for) where decided_for is not null;
create index extension_requests_beyond on extension_requests (case_id) where state = 'requested' and beyond;

-- An order ends by a report, by the answer to the citizen, by a newer order, or with the case.
alter table directives
  add column closed_why text check (closed_why in ('reported', 'answered', 'replaced', 'ended')),
  add column report text,
  add column reported_by bigint references users (id),
  add column reported_at timestamptz,
  add check (closed_why is null or closed_at is not null),
  add check ((reported_at is null) = (report is null));
update directives set closed_why = 'answered' where closed_at is not null;
create index directives_reported_by on directives (reported_by) where reported_by is not null;
create index directives_unit_recent on directives (unit_id, id desc);
