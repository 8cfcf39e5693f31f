-- How long each step may take: chosen by stage, type, urgency and category; dated, so that old cases keep their rule.
create table deadline_policies (
  id bigint generated always as identity primary key,
  stage text not null check (stage in ('handle', 'first_response', 'accept', 'deliver', 'escalated_3', 'escalated_4',
    'awaiting_citizen', 'reopen_window')),
  -- null = every type, urgency or category
  type text check (type in ('inquiry', 'procedure_inquiry', 'site_report', 'regulation_feedback', 'service_report',
    'procedure_report', 'conduct_report', 'business_report', 'suggestion', 'compliment', 'out_of_scope')),
  urgency text check (urgency in ('low', 'normal', 'urgent', 'emergency')),
  -- covers the categories below it, too
  category_id bigint references categories (id),
  amount int not null check (amount > 0),
  unit text not null check (unit in ('working_days', 'working_minutes', 'clock_minutes')),
  -- null = the calendar of the unit that acts; clock minutes need none
  calendar_id bigint references calendars (id) check (calendar_id is null or unit <> 'clock_minutes'),
  -- percent of the time after which to warn
  warn_shares smallint[] not null default '{50,80}' check (1 <= all (warn_shares) and 99 >= all (warn_shares)),
  -- both days included; of two that fit equally well the later valid_from counts
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  note text not null default '',
  -- A row from db/reference is renewed with each release; one that a person wrote is never touched by it.
  origin text not null check (origin in ('reference', 'manual')),
  -- about three years; a longer promise is a typing mistake
  check (amount <= case unit when 'working_days' then 750 when 'working_minutes' then 360000 else 1576800 end)
);
create index deadline_policies_category on deadline_policies (category_id);
create index deadline_policies_calendar on deadline_policies (calendar_id);
create unique index deadline_policies_one on deadline_policies (stage, type, urgency, category_id, valid_from) nulls not distinct;

-- As calendar_state: what processes keep in memory is compared with this number.
create sequence deadline_version;
create table deadline_state (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into deadline_state (version) values (nextval('deadline_version'));

create function deadline_changed() returns trigger language plpgsql as $$
begin
  update deadline_state set version = nextval('deadline_version') where xmin <> pg_current_xact_id()::xid;
  return null;
end $$;
create trigger deadline_changed after insert or update or delete on deadline_policies for each row execute function deadline_changed();
-- Policies for a category cover the tree below it, so a change of the tree is a change of policy.
create trigger deadline_changed after insert or update or delete on categories for each row execute function deadline_changed();
