-- Calendars that administrators edit: a day can be said to be like any other. Written over a day of the reference data it
-- keeps that day from coming back with the next start; over a day of the base calendar it takes one unit out of it.
alter table calendar_days drop constraint calendar_days_kind_check;
alter table calendar_days add constraint calendar_days_kind_check
  check (kind in ('holiday', 'compensatory_off', 'swapped_off', 'working_day', 'ordinary'));
