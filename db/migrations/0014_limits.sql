-- Warnings, the second threshold, the limit of the signature, pauses with their reason and cap.
alter table deadline_policies drop constraint deadline_policies_stage_check,
  add constraint deadline_policies_stage_check check (stage in ('handle', 'first_response', 'accept', 'approve', 'deliver',
    'escalated_3', 'escalated_4', 'awaiting_citizen', 'paused_total', 'serious', 'reopen_window'));
-- percent = of the time that the case itself has (stage handle)
alter table deadline_policies drop constraint deadline_policies_unit_check,
  add constraint deadline_policies_unit_check check (unit in ('working_days', 'working_minutes', 'clock_minutes', 'percent')),
  add constraint deadline_policies_percent_check check (unit <> 'percent' or (stage <> 'handle' and amount <= 500));

alter table cases
  -- whose calendar the due date is reckoned by: it outlasts a return to the centre (no key, as due_policy_id)
  add column due_unit_id bigint,
  -- what befell the due date later (computed again, relabelled); part of its explanation
  add column due_notes text[] not null default '{}',
  -- a date that a leader granted stands as he gave it, moved only by later pauses
  add column extended_due_at timestamptz,
  add column extended_at timestamptz,
  add column extended_by text,
  -- the highest share of the time that was announced; 100 = overdue
  add column warned_share smallint not null default 0 check (warned_share between 0 and 100),
  -- when the next of warnings, overdue and seriously late is to be announced; null while the clock stands still or is over
  add column alert_at timestamptz,
  add column serious_at timestamptz,
  add column seriously_late_at timestamptz,
  -- a limit that could not be settled is left alone until then
  add column limit_retry_at timestamptz,
  add constraint cases_extension check ((extended_due_at is null) = (extended_at is null));
create index cases_alert on cases (alert_at, id) where closed_at is null and alert_at is not null;
create index cases_seriously_late on cases (due_at, id) where closed_at is null and seriously_late_at is not null;

-- One row per stretch in which the clock stands still.
create table case_pauses (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases (id),
  reason text not null check (reason in ('awaiting_citizen')),
  -- what was asked
  note text not null default '',
  started_at timestamptz not null,
  -- the clock runs again at the latest here: limit of one pause, or what is left of the cap of all
  until_at timestamptz not null,
  capped boolean not null default false,
  ended_at timestamptz check (ended_at >= started_at),
  ended_by text check (ended_by in ('citizen', 'limit', 'cap')),
  check ((ended_at is null) = (ended_by is null))
);
create index case_pauses_case on case_pauses (case_id, id);
create unique index case_pauses_one_open on case_pauses (case_id) where ended_at is null;

-- Cases of earlier releases.
insert into case_pauses (case_id, reason, started_at, until_at, ended_at, ended_by)
select s.case_id, 'awaiting_citizen', s.started_at, coalesce(s.ended_at, c.pause_until, s.started_at), s.ended_at,
  case when s.ended_at is not null then 'citizen' end
from case_steps s join cases c on c.id = s.case_id
where s.status = 'awaiting_citizen' and (s.ended_at is not null or c.status = 'awaiting_citizen')
order by s.id;
update cases c set extended_due_at = e.due_at, extended_at = e.decided_at, extended_by = e.by
from (select distinct on (x.case_id) x.case_id, x.due_at, x.decided_at, coalesce(u.display_name, '') as by from extension_requests x
  left join users u on u.id = x.decided_by where x.state = 'granted' order by x.case_id, x.id desc) e
where e.case_id = c.id and c.closed_at is null and e.decided_at >= c.clock_from;
-- The sweep works out the next warning of each when it first looks at it.
update cases set due_unit_id = lead_unit_id,
  alert_at = case when finished_at is null and status <> 'awaiting_citizen' then updated_at end
where closed_at is null;
