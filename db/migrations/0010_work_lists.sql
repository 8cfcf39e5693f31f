-- Counts and lists of open work at a million cases (bench/, docs/benchmarks.md).

-- Counting what is open reads only the index: fetching 170,000 rows for it took a second.
drop index cases_turn;
create index cases_turn on cases (turn, due_at, id) include (about_unit_id, finished_at) where closed_at is null;
-- What leaders watch, and what somebody has registered and is still under way.
create index cases_high on cases (level, due_at, id) where closed_at is null and level >= 3;
create index cases_registered_open on cases (registered_by, due_at, id) where closed_at is null and registered_by is not null;
-- Questions to a unit that wait for its opinion.
create index assignments_questions on assignments (unit_id, case_id) where role = 'co' and question is not null and ended_at is null;
-- The same for the units: their open cases, and what they may see.
drop index cases_turn_unit;
create index cases_turn_unit on cases (lead_unit_id, turn, due_at, id) include (about_unit_id, finished_at, assignee_id) where closed_at is null;
drop index assignments_unit;
create index assignments_unit on assignments (unit_id, case_id) include (state);
