-- Working time: weekly hours with dates, days that differ from them, and which unit keeps which calendar.
create extension if not exists btree_gist;

-- '07:00-11:30' as minutes of the day; an end before the start raises, an empty range is refused by the checks below.
create function minutes_of_day(hours text) returns int4range language sql immutable strict parallel safe as $$
  select int4range(left(hours, 2)::int * 60 + substr(hours, 4, 2)::int, substr(hours, 7, 2)::int * 60 + substr(hours, 10, 2)::int)
$$;

create function are_day_hours(hours text[]) returns boolean language sql immutable parallel safe as $$
  select coalesce(bool_and(h ~ '^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'
    and not isempty(minutes_of_day(h))), true) from unnest(hours) as h
$$;

create table calendars (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  name text not null,
  -- what "one working day" amounts to
  day_minutes smallint not null check (day_minutes between 1 and 1440),
  -- Days that this calendar does not name itself, and the weekly hours if it has none, are those of its base.
  base_calendar_id bigint references calendars (id) check (base_calendar_id <> id),
  is_default boolean not null default false
);
create index calendars_base on calendars (base_calendar_id);
create unique index calendars_one_default on calendars (is_default) where is_default;

create table calendar_ranges (
  id bigint generated always as identity primary key,
  calendar_id bigint not null references calendars (id) on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  hours text not null check (are_day_hours(array[hours])),
  -- both days included; null = always
  valid_from date,
  valid_to date check (valid_to >= valid_from),
  -- No minute of a week counts twice.
  exclude using gist (calendar_id with =, weekday with =, daterange(valid_from, valid_to, '[]') with &&, minutes_of_day(hours) with &&)
);
create index calendar_ranges_calendar on calendar_ranges (calendar_id);

create table calendar_days (
  calendar_id bigint not null references calendars (id) on delete cascade,
  date date not null,
  kind text not null check (kind in ('holiday', 'compensatory_off', 'swapped_off', 'working_day')),
  name text not null check (name <> ''),
  -- working days only; null = the weekly hours of the weekday of swapped_with
  ranges text[] check (are_day_hours(ranges)),
  swapped_with date,
  source text,
  -- false while no official announcement confirms the day
  verified boolean not null default false,
  -- A row from db/reference is renewed with each release; one that a person wrote is never touched by it.
  origin text not null check (origin in ('reference', 'manual', 'import')),
  primary key (calendar_id, date),
  check (kind = 'working_day' or ranges is null),
  check (kind <> 'working_day' or swapped_with is not null or cardinality(ranges) > 0)
);

-- A unit without a row keeps the default calendar.
create table calendar_units (
  unit_id bigint not null references units (id),
  calendar_id bigint not null references calendars (id),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (unit_id, valid_from),
  exclude using gist (unit_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index calendar_units_calendar on calendar_units (calendar_id);

-- One row whose version changes with every transaction that changes a calendar: processes keep calendars in memory and
-- compare this number. From a sequence, so that a number is not used again after a rollback.
create sequence calendar_version;
create table calendar_state (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into calendar_state (version) values (nextval('calendar_version'));

create function calendar_changed() returns trigger language plpgsql as $$
begin
  update calendar_state set version = nextval('calendar_version') where xmin <> pg_current_xact_id()::xid;
  return null;
end $$;
create trigger calendar_changed after insert or update or delete on calendars for each row execute function calendar_changed();
create trigger calendar_changed after insert or update or delete on calendar_ranges for each row execute function calendar_changed();
create trigger calendar_changed after insert or update or delete on calendar_days for each row execute function calendar_changed();
create trigger calendar_changed after insert or update or delete on calendar_units for each row execute function calendar_changed();
