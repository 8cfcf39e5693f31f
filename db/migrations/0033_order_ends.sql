-- How an order of a leader ends: the unit takes note of it, reports, and who gave it accepts the report or sends it back.
-- A report has closed the order so far (closed_why = 'reported'); what was missing is the leader's own word.
alter table directives
  add column acknowledged_at timestamptz,
  add column acknowledged_by bigint references users (id),
  add column accepted_at timestamptz,
  add column accepted_by bigint references users (id),
  add column sent_back_at timestamptz,
  add column sent_back_reason text,
  add constraint directives_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null)),
  add constraint directives_accepted check ((accepted_at is null) = (accepted_by is null)),
  add constraint directives_accepted_report check (accepted_at is null or closed_why = 'reported'),
  add constraint directives_sent_back check ((sent_back_at is null) = (sent_back_reason is null));

create index directives_acknowledged_by on directives (acknowledged_by) where acknowledged_by is not null;
create index directives_accepted_by on directives (accepted_by) where accepted_by is not null;
-- Reports that wait for the word of who gave the order.
create index directives_report_waits on directives (by_user_id, case_id)
  where closed_why = 'reported' and accepted_at is null;

-- More time granted to an earlier date than was asked for; what was asked stays on record.
alter table extension_requests
  add column granted_due_at timestamptz,
  add constraint extension_requests_granted check (granted_due_at is null or (state = 'granted' and granted_due_at <= due_at));

-- What was due in a week and not done by then: the open ones stand in cases_due, the answered ones here.
create index cases_finished_late on cases (due_at, id) include (lead_unit_id) where finished_late;

-- Exceptions are few among many: each has an index that holds nothing else.
create index cases_bounced on cases (due_at, id) where closed_at is null and return_count >= 2;
create index cases_reopened on cases (due_at, id) where closed_at is null and reopen_count > 0;
create index cases_conduct on cases (due_at, id) where closed_at is null and type = 'conduct_report';
