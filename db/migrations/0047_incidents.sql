-- Incidents: what the centre has declared to be one event behind many contacts.
create table incidents (
  id bigint generated always as identity primary key,
  -- the case into which the others are merged; its answer is theirs
  case_id bigint not null references cases (id),
  title text not null check (length(title) between 1 and 120),
  -- what agents say to whoever asks
  told text not null check (length(told) between 1 and 2000),
  -- what the telephone says before its menu; null = nothing
  spoken text check (length(spoken) between 1 and 1000),
  -- with all below it; null = any
  category_id bigint references categories (id),
  expected_end timestamptz,
  version int not null default 0,
  -- the press that declared it: the same again is the same incident
  idempotency_key text unique check (length(idempotency_key) <= 140),
  declared_by bigint not null references users (id),
  declared_at timestamptz not null,
  changed_by bigint references users (id),
  changed_at timestamptz,
  ended_at timestamptz,
  -- null where it ended with its case
  ended_by bigint references users (id),
  ended_why text check (ended_why in ('by_hand', 'answered', 'declined', 'merged', 'sealed')),
  ended_reason text check (length(ended_reason) between 1 and 2000),
  check ((ended_at is null) = (ended_why is null)),
  check ((coalesce(ended_why, '') = 'by_hand') = (ended_reason is not null)),
  check (ended_by is null or ended_at is not null)
);
-- A case carries one at a time; of two who declare at once the second is told.
create unique index incidents_one_open on incidents (case_id) where ended_at is null;
create index incidents_case_id on incidents (case_id);
create index incidents_category_id on incidents (category_id);
create index incidents_declared_by on incidents (declared_by);
create index incidents_changed_by on incidents (changed_by);
create index incidents_ended_by on incidents (ended_by);
create index incidents_ended on incidents (ended_at desc, id desc) where ended_at is not null;

-- Where it is; none = the whole province.
create table incident_areas (
  incident_id bigint not null references incidents (id),
  area_id bigint not null references areas (id),
  primary key (incident_id, area_id)
);
create index incident_areas_area_id on incident_areas (area_id);

-- When so many open cases of one category and one area come within so many hours, supervisors are asked whether it is one
-- event.
create table incident_policy (
  only_row boolean primary key default true check (only_row),
  suggest_from int not null default 5 check (suggest_from between 2 and 100),
  within_hours int not null default 2 check (within_hours between 1 and 48),
  version int not null default 0,
  changed_by bigint references users (id),
  changed_at timestamptz
);
insert into incident_policy default values;
create index incident_policy_changed_by on incident_policy (changed_by);

-- The sound made of what an incident says on the telephone. It is played only while `text` is what the incident says.
create table incident_sounds (
  incident_id bigint primary key references incidents (id),
  -- what was last tried to be spoken
  text text not null,
  -- null = it could not be made: `trouble` says why, in both languages
  prompt text unique references hotline_prompts (name),
  trouble jsonb check (jsonb_typeof(trouble) = 'object'),
  tried_at timestamptz not null,
  check ((prompt is null) = (trouble is not null))
);
