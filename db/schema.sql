-- Generated from the migrated database by `npm run gen`. Do not edit: write a migration.

CREATE EXTENSION btree_gin;
CREATE EXTENSION btree_gist;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;

CREATE SEQUENCE calendar_version AS bigint INCREMENT 1 START 1;
CREATE SEQUENCE case_number AS bigint INCREMENT 1 START 1;
CREATE SEQUENCE deadline_version AS bigint INCREMENT 1 START 1;

CREATE OR REPLACE FUNCTION public.are_day_hours(hours text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(bool_and(h ~ '^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'
    and not isempty(minutes_of_day(h))), true) from unnest(hours) as h
$function$;

CREATE OR REPLACE FUNCTION public.calendar_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update calendar_state set version = nextval('calendar_version') where xmin <> pg_current_xact_id()::xid;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.deadline_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update deadline_state set version = nextval('deadline_version') where xmin <> pg_current_xact_id()::xid;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.link_own_conversation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into case_conversations (case_id, conversation_id, linked_at) values (new.id, new.conversation_id, new.updated_at)
    on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.minutes_of_day(hours text)
 RETURNS int4range
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select int4range(left(hours, 2)::int * 60 + substr(hours, 4, 2)::int, substr(hours, 7, 2)::int * 60 + substr(hours, 10, 2)::int)
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE TABLE action_keys (
  user_id bigint NOT NULL,
  key text NOT NULL,
  case_id bigint NOT NULL,
  version integer NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT action_keys_pkey PRIMARY KEY (user_id, key),
  CONSTRAINT action_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 200))),
  CONSTRAINT action_keys_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT action_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX action_keys_case_id ON action_keys USING btree (case_id);

CREATE TABLE agency_header (
  only_row boolean DEFAULT true NOT NULL,
  authority text DEFAULT ''::text NOT NULL,
  agency text DEFAULT ''::text NOT NULL,
  place text DEFAULT ''::text NOT NULL,
  address text DEFAULT ''::text NOT NULL,
  phone text DEFAULT ''::text NOT NULL,
  email text DEFAULT ''::text NOT NULL,
  hotline text DEFAULT ''::text NOT NULL,
  CONSTRAINT agency_header_pkey PRIMARY KEY (only_row),
  CONSTRAINT agency_header_only_row_check CHECK (only_row)
);

CREATE TABLE agent_skills (
  user_id bigint NOT NULL,
  skill text NOT NULL,
  CONSTRAINT agent_skills_pkey PRIMARY KEY (user_id, skill),
  CONSTRAINT agent_skills_skill_check CHECK ((skill ~ '^[a-z0-9][a-z0-9:_-]{0,59}$'::text)),
  CONSTRAINT agent_skills_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX agent_skills_skill ON agent_skills USING btree (skill);

CREATE TABLE api_tokens (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  token_hash bytea NOT NULL,
  user_id bigint NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash),
  CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX api_tokens_user ON api_tokens USING btree (user_id);

CREATE TABLE areas (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  short_name text NOT NULL,
  kind text NOT NULL,
  formerly jsonb DEFAULT '[]'::jsonb NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT areas_pkey PRIMARY KEY (id),
  CONSTRAINT areas_code_key UNIQUE (code),
  CONSTRAINT areas_check CHECK ((valid_to >= valid_from))
);

CREATE TABLE article_versions (
  article_id bigint NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  keywords text[] NOT NULL,
  category_id bigint,
  state text NOT NULL,
  reviewed_until date,
  changed_by bigint,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT article_versions_pkey PRIMARY KEY (article_id, version),
  CONSTRAINT article_versions_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id),
  CONSTRAINT article_versions_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id),
  CONSTRAINT article_versions_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id)
);
CREATE INDEX article_versions_category ON article_versions USING btree (category_id);
CREATE INDEX article_versions_changed_by ON article_versions USING btree (changed_by);

CREATE TABLE articles (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  keywords text[] DEFAULT '{}'::text[] NOT NULL,
  category_id bigint,
  state text NOT NULL,
  reviewed_until date,
  fold_head text NOT NULL,
  fold_body text NOT NULL,
  search tsvector GENERATED ALWAYS AS ((setweight(to_tsvector('simple'::regconfig, fold_head), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, fold_body), 'D'::"char"))) STORED,
  created_by bigint,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  demo boolean DEFAULT false NOT NULL,
  CONSTRAINT articles_pkey PRIMARY KEY (id),
  CONSTRAINT articles_code_key UNIQUE (code),
  CONSTRAINT articles_body_check CHECK ((body <> ''::text)),
  CONSTRAINT articles_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{1,79}$'::text)),
  CONSTRAINT articles_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text]))),
  CONSTRAINT articles_title_check CHECK ((title <> ''::text)),
  CONSTRAINT articles_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id),
  CONSTRAINT articles_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
);
CREATE INDEX articles_category ON articles USING btree (category_id);
CREATE INDEX articles_created_by ON articles USING btree (created_by);
CREATE INDEX articles_search ON articles USING gin (search);

CREATE TABLE assignments (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  unit_id bigint NOT NULL,
  role text NOT NULL,
  state text NOT NULL,
  level smallint DEFAULT 2 NOT NULL,
  assigned_by bigint,
  assignee_id bigint,
  note text,
  question text,
  opinion text,
  by_directive boolean DEFAULT false NOT NULL,
  due_at timestamp with time zone,
  started_at timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  ended_at timestamp with time zone,
  silent_at timestamp with time zone,
  CONSTRAINT assignments_pkey PRIMARY KEY (id),
  CONSTRAINT assignments_check CHECK (((state = ANY (ARRAY['returned'::text, 'recalled'::text, 'ended'::text, 'answered'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT assignments_level_check CHECK (((level >= 2) AND (level <= 4))),
  CONSTRAINT assignments_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'co'::text]))),
  CONSTRAINT assignments_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'answered'::text, 'returned'::text, 'recalled'::text, 'ended'::text]))),
  CONSTRAINT assignments_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES users(id),
  CONSTRAINT assignments_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id),
  CONSTRAINT assignments_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT assignments_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX assignments_assigned_by ON assignments USING btree (assigned_by) WHERE (assigned_by IS NOT NULL);
CREATE INDEX assignments_assignee ON assignments USING btree (assignee_id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX assignments_case ON assignments USING btree (case_id);
CREATE UNIQUE INDEX assignments_one_lead ON assignments USING btree (case_id) WHERE ((role = 'lead'::text) AND (ended_at IS NULL));
CREATE INDEX assignments_questions ON assignments USING btree (unit_id, case_id) WHERE ((role = 'co'::text) AND (question IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX assignments_unanswered ON assignments USING btree (due_at, id) WHERE ((role = 'co'::text) AND (question IS NOT NULL) AND (opinion IS NULL) AND (ended_at IS NULL) AND (silent_at IS NULL));
CREATE INDEX assignments_unit ON assignments USING btree (unit_id, case_id) INCLUDE (state);

CREATE TABLE attachments (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id text NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  source text NOT NULL,
  message_id bigint,
  content_id text,
  inline boolean DEFAULT false NOT NULL,
  created_by bigint,
  created_at timestamp with time zone NOT NULL,
  case_id bigint,
  draft_id bigint,
  CONSTRAINT attachments_pkey PRIMARY KEY (id),
  CONSTRAINT attachments_public_id_key UNIQUE (public_id),
  CONSTRAINT attachments_source_check CHECK ((source = ANY (ARRAY['citizen'::text, 'staff'::text, 'evidence'::text]))),
  CONSTRAINT attachments_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT attachments_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  CONSTRAINT attachments_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafts(id),
  CONSTRAINT attachments_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  CONSTRAINT attachments_sha256_fkey FOREIGN KEY (sha256) REFERENCES files(sha256)
);
CREATE INDEX attachments_case ON attachments USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX attachments_created_by ON attachments USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX attachments_draft ON attachments USING btree (draft_id) WHERE (draft_id IS NOT NULL);
CREATE INDEX attachments_message ON attachments USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX attachments_sha256 ON attachments USING btree (sha256);

CREATE TABLE calendar_days (
  calendar_id bigint NOT NULL,
  date date NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  ranges text[],
  swapped_with date,
  source text,
  verified boolean DEFAULT false NOT NULL,
  origin text NOT NULL,
  CONSTRAINT calendar_days_pkey PRIMARY KEY (calendar_id, date),
  CONSTRAINT calendar_days_check CHECK (((kind = 'working_day'::text) OR (ranges IS NULL))),
  CONSTRAINT calendar_days_check1 CHECK (((kind <> 'working_day'::text) OR (swapped_with IS NOT NULL) OR (cardinality(ranges) > 0))),
  CONSTRAINT calendar_days_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'compensatory_off'::text, 'swapped_off'::text, 'working_day'::text, 'ordinary'::text]))),
  CONSTRAINT calendar_days_name_check CHECK ((name <> ''::text)),
  CONSTRAINT calendar_days_origin_check CHECK ((origin = ANY (ARRAY['reference'::text, 'manual'::text, 'import'::text]))),
  CONSTRAINT calendar_days_ranges_check CHECK (are_day_hours(ranges)),
  CONSTRAINT calendar_days_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id) ON DELETE CASCADE
);
CREATE TRIGGER calendar_changed AFTER INSERT OR DELETE OR UPDATE ON calendar_days FOR EACH ROW EXECUTE FUNCTION calendar_changed();

CREATE TABLE calendar_ranges (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  calendar_id bigint NOT NULL,
  weekday smallint NOT NULL,
  hours text NOT NULL,
  valid_from date,
  valid_to date,
  CONSTRAINT calendar_ranges_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_ranges_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT calendar_ranges_hours_check CHECK (are_day_hours(ARRAY[hours])),
  CONSTRAINT calendar_ranges_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  CONSTRAINT calendar_ranges_calendar_id_weekday_daterange_minutes_of_d_excl EXCLUDE USING gist (calendar_id WITH =, weekday WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&, minutes_of_day(hours) WITH &&),
  CONSTRAINT calendar_ranges_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id) ON DELETE CASCADE
);
CREATE INDEX calendar_ranges_calendar ON calendar_ranges USING btree (calendar_id);
CREATE TRIGGER calendar_changed AFTER INSERT OR DELETE OR UPDATE ON calendar_ranges FOR EACH ROW EXECUTE FUNCTION calendar_changed();

CREATE TABLE calendar_state (
  only_row boolean DEFAULT true NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT calendar_state_pkey PRIMARY KEY (only_row),
  CONSTRAINT calendar_state_only_row_check CHECK (only_row)
);

CREATE TABLE calendar_units (
  unit_id bigint NOT NULL,
  calendar_id bigint NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT calendar_units_pkey PRIMARY KEY (unit_id, valid_from),
  CONSTRAINT calendar_units_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT calendar_units_unit_id_daterange_excl EXCLUDE USING gist (unit_id WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  CONSTRAINT calendar_units_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id),
  CONSTRAINT calendar_units_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX calendar_units_calendar ON calendar_units USING btree (calendar_id);
CREATE TRIGGER calendar_changed AFTER INSERT OR DELETE OR UPDATE ON calendar_units FOR EACH ROW EXECUTE FUNCTION calendar_changed();

CREATE TABLE calendars (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  day_minutes smallint NOT NULL,
  base_calendar_id bigint,
  is_default boolean DEFAULT false NOT NULL,
  CONSTRAINT calendars_pkey PRIMARY KEY (id),
  CONSTRAINT calendars_code_key UNIQUE (code),
  CONSTRAINT calendars_check CHECK ((base_calendar_id <> id)),
  CONSTRAINT calendars_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]*$'::text)),
  CONSTRAINT calendars_day_minutes_check CHECK (((day_minutes >= 1) AND (day_minutes <= 1440))),
  CONSTRAINT calendars_base_calendar_id_fkey FOREIGN KEY (base_calendar_id) REFERENCES calendars(id)
);
CREATE INDEX calendars_base ON calendars USING btree (base_calendar_id);
CREATE UNIQUE INDEX calendars_one_default ON calendars USING btree (is_default) WHERE is_default;
CREATE TRIGGER calendar_changed AFTER INSERT OR DELETE OR UPDATE ON calendars FOR EACH ROW EXECUTE FUNCTION calendar_changed();

CREATE TABLE call_dispositions (
  code text NOT NULL,
  name text NOT NULL,
  sort integer NOT NULL,
  active boolean DEFAULT true NOT NULL,
  CONSTRAINT call_dispositions_pkey PRIMARY KEY (code),
  CONSTRAINT call_dispositions_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,40}$'::text)),
  CONSTRAINT call_dispositions_name_check CHECK ((name <> ''::text))
);

CREATE TABLE call_inputs (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  call_id bigint NOT NULL,
  body jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT call_inputs_pkey PRIMARY KEY (id),
  CONSTRAINT call_inputs_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
);
CREATE INDEX call_inputs_call ON call_inputs USING btree (call_id, id);

CREATE TABLE call_legs (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  call_id bigint NOT NULL,
  channel_id text,
  kind text NOT NULL,
  user_id bigint,
  number text,
  state text NOT NULL,
  place text NOT NULL,
  offer_id bigint,
  started_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  cause integer,
  tech_cause integer,
  outcome text,
  CONSTRAINT call_legs_pkey PRIMARY KEY (id),
  CONSTRAINT call_legs_channel_id_key UNIQUE (channel_id),
  CONSTRAINT call_legs_check CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT call_legs_kind_check CHECK ((kind = ANY (ARRAY['citizen'::text, 'agent'::text, 'officer'::text, 'outside'::text, 'supervisor'::text]))),
  CONSTRAINT call_legs_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'no_answer'::text, 'busy'::text, 'rejected'::text, 'cancelled'::text, 'failed'::text, 'lost'::text]))),
  CONSTRAINT call_legs_place_check CHECK ((place = ANY (ARRAY['alone'::text, 'queue'::text, 'talk'::text, 'hold'::text, 'park'::text, 'listen'::text]))),
  CONSTRAINT call_legs_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'up'::text, 'ended'::text]))),
  CONSTRAINT call_legs_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  CONSTRAINT call_legs_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES offers(id),
  CONSTRAINT call_legs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX call_legs_call ON call_legs USING btree (call_id, id);
CREATE INDEX call_legs_offer ON call_legs USING btree (offer_id) WHERE (offer_id IS NOT NULL);
CREATE INDEX call_legs_open_user ON call_legs USING btree (user_id) WHERE (state <> 'ended'::text);
CREATE INDEX call_legs_user ON call_legs USING btree (user_id, started_at DESC) WHERE (user_id IS NOT NULL);

CREATE TABLE call_orders (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  call_id bigint NOT NULL,
  body jsonb NOT NULL,
  state text DEFAULT 'waiting'::text NOT NULL,
  said text,
  created_at timestamp with time zone NOT NULL,
  done_at timestamp with time zone,
  CONSTRAINT call_orders_pkey PRIMARY KEY (id),
  CONSTRAINT call_orders_check CHECK (((state = 'waiting'::text) = (done_at IS NULL))),
  CONSTRAINT call_orders_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text]))),
  CONSTRAINT call_orders_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
);
CREATE INDEX call_orders_call ON call_orders USING btree (call_id);
CREATE INDEX call_orders_waiting ON call_orders USING btree (call_id, id) WHERE (state = 'waiting'::text);

CREATE TABLE call_recordings (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  call_id bigint NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  seconds double precision,
  state text NOT NULL,
  tries integer DEFAULT 0 NOT NULL,
  CONSTRAINT call_recordings_pkey PRIMARY KEY (id),
  CONSTRAINT call_recordings_name_key UNIQUE (name),
  CONSTRAINT call_recordings_check CHECK (((state = 'making'::text) OR (ended_at IS NOT NULL))),
  CONSTRAINT call_recordings_kind_check CHECK ((kind = ANY (ARRAY['talk'::text, 'voicemail'::text, 'fallback'::text]))),
  CONSTRAINT call_recordings_seconds_check CHECK ((seconds >= (0)::double precision)),
  CONSTRAINT call_recordings_state_check CHECK ((state = ANY (ARRAY['making'::text, 'made'::text, 'fetched'::text, 'missing'::text, 'erased'::text]))),
  CONSTRAINT call_recordings_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
);
CREATE INDEX call_recordings_call ON call_recordings USING btree (call_id, id);
CREATE INDEX call_recordings_recent ON call_recordings USING btree (started_at DESC, id DESC) INCLUDE (call_id);
CREATE INDEX call_recordings_todo ON call_recordings USING btree (ended_at) WHERE (state = ANY (ARRAY['making'::text, 'made'::text]));

CREATE TABLE call_spans (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  call_id bigint NOT NULL,
  kind text NOT NULL,
  user_id bigint,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  until_at timestamp with time zone,
  CONSTRAINT call_spans_pkey PRIMARY KEY (id),
  CONSTRAINT call_spans_check CHECK ((ended_at >= started_at)),
  CONSTRAINT call_spans_check1 CHECK (((until_at IS NULL) OR (kind = 'wrap_up'::text))),
  CONSTRAINT call_spans_kind_check CHECK ((kind = ANY (ARRAY['menu'::text, 'wait'::text, 'ring'::text, 'talk'::text, 'hold'::text, 'consult'::text, 'conference'::text, 'park'::text, 'record_pause'::text, 'voicemail'::text, 'wrap_up'::text]))),
  CONSTRAINT call_spans_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  CONSTRAINT call_spans_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX call_spans_call ON call_spans USING btree (call_id, id);
CREATE UNIQUE INDEX call_spans_open ON call_spans USING btree (call_id, kind, user_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE INDEX call_spans_user ON call_spans USING btree (user_id, started_at DESC) WHERE (user_id IS NOT NULL);
CREATE INDEX call_spans_wrap_up ON call_spans USING btree (until_at) WHERE ((kind = 'wrap_up'::text) AND (ended_at IS NULL));

CREATE TABLE callback_tasks (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint,
  conversation_id bigint,
  message_id bigint,
  phone text,
  purpose text NOT NULL,
  why text NOT NULL,
  text text NOT NULL,
  state text DEFAULT 'open'::text NOT NULL,
  result text,
  note text,
  attempts integer DEFAULT 0 NOT NULL,
  due_at timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone NOT NULL,
  done_by bigint,
  done_at timestamp with time zone,
  call_id bigint,
  calls integer DEFAULT 1 NOT NULL,
  last_call_at timestamp with time zone,
  kind text GENERATED ALWAYS AS (
CASE purpose
    WHEN 'callback_kept'::text THEN 'kept'::text
    WHEN 'missed_call'::text THEN 'missed'::text
    WHEN 'conversation.reply'::text THEN 'reply'::text
    WHEN 'case.info_request'::text THEN 'question'::text
    WHEN 'case.answer'::text THEN 'answer'::text
    WHEN 'case.declined'::text THEN 'declined'::text
    ELSE 'other'::text
END) STORED NOT NULL,
  rank smallint GENERATED ALWAYS AS (
CASE
    WHEN ((purpose = ANY (ARRAY['callback_kept'::text, 'missed_call'::text])) AND (attempts > 0)) THEN 2
    WHEN (purpose = 'callback_kept'::text) THEN 0
    WHEN (purpose = 'missed_call'::text) THEN 1
    WHEN (attempts > 0) THEN 4
    ELSE 3
END) STORED NOT NULL,
  since timestamp with time zone GENERATED ALWAYS AS (COALESCE(due_at, created_at)) STORED NOT NULL,
  CONSTRAINT callback_tasks_pkey PRIMARY KEY (id),
  CONSTRAINT callback_tasks_about CHECK (((case_id IS NOT NULL) OR (conversation_id IS NOT NULL) OR (call_id IS NOT NULL))),
  CONSTRAINT callback_tasks_calls_check CHECK ((calls > 0)),
  CONSTRAINT callback_tasks_check CHECK (((state = 'open'::text) = (done_at IS NULL))),
  CONSTRAINT callback_tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text]))),
  CONSTRAINT callback_tasks_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  CONSTRAINT callback_tasks_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT callback_tasks_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT callback_tasks_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  CONSTRAINT callback_tasks_done_by_fkey FOREIGN KEY (done_by) REFERENCES users(id),
  CONSTRAINT callback_tasks_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id)
);
CREATE INDEX callback_tasks_call ON callback_tasks USING btree (call_id) WHERE (call_id IS NOT NULL);
CREATE INDEX callback_tasks_case ON callback_tasks USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX callback_tasks_conversation ON callback_tasks USING btree (conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX callback_tasks_created_by ON callback_tasks USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX callback_tasks_done_by ON callback_tasks USING btree (done_by) WHERE (done_by IS NOT NULL);
CREATE INDEX callback_tasks_ended_kind ON callback_tasks USING btree (kind, id) INCLUDE (case_id, conversation_id) WHERE (state <> 'open'::text);
CREATE UNIQUE INDEX callback_tasks_message ON callback_tasks USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE UNIQUE INDEX callback_tasks_number ON callback_tasks USING btree (phone) WHERE ((call_id IS NOT NULL) AND (state = 'open'::text));
CREATE INDEX callback_tasks_open ON callback_tasks USING btree (rank, since, id) WHERE (state = 'open'::text);
CREATE INDEX callback_tasks_open_kind ON callback_tasks USING btree (kind, rank, since, id) INCLUDE (case_id, conversation_id) WHERE (state = 'open'::text);
CREATE INDEX callback_tasks_recent ON callback_tasks USING btree (created_at DESC, id DESC);

CREATE TABLE calls (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  direction text NOT NULL,
  origin text NOT NULL,
  external_id text,
  state text NOT NULL,
  number text,
  dialled text,
  language text DEFAULT 'vi'::text NOT NULL,
  citizen_id bigint,
  case_id bigint,
  queue_id bigint,
  item_id bigint,
  topic text,
  menu jsonb,
  engine jsonb DEFAULT '{}'::jsonb NOT NULL,
  timer_at timestamp with time zone,
  agent_id bigint,
  started_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  queued_at timestamp with time zone,
  connected_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text,
  cause integer,
  cause_text text,
  outcome text,
  disposition text,
  note text,
  callback_id bigint,
  for_callback_id bigint,
  CONSTRAINT calls_pkey PRIMARY KEY (id),
  CONSTRAINT calls_check CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT calls_check1 CHECK (((state <> 'ended'::text) OR (outcome IS NOT NULL))),
  CONSTRAINT calls_check2 CHECK (((state <> 'ended'::text) OR (timer_at IS NULL))),
  CONSTRAINT calls_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  CONSTRAINT calls_ended_by_check CHECK ((ended_by = ANY (ARRAY['citizen'::text, 'agent'::text, 'system'::text]))),
  CONSTRAINT calls_origin_check CHECK ((origin = ANY (ARRAY['asterisk'::text, 'manual'::text, 'cti'::text]))),
  CONSTRAINT calls_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'abandoned'::text, 'voicemail'::text, 'callback'::text, 'transferred'::text, 'rejected'::text, 'menu_only'::text, 'failed'::text, 'no_answer'::text, 'busy'::text, 'cancelled'::text]))),
  CONSTRAINT calls_state_check CHECK ((state = ANY (ARRAY['menu'::text, 'waiting'::text, 'ringing'::text, 'talking'::text, 'parked'::text, 'transferring'::text, 'voicemail'::text, 'ended'::text]))),
  CONSTRAINT calls_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES users(id),
  CONSTRAINT calls_callback_id_fkey FOREIGN KEY (callback_id) REFERENCES callback_tasks(id),
  CONSTRAINT calls_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT calls_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizens(id),
  CONSTRAINT calls_for_callback_id_fkey FOREIGN KEY (for_callback_id) REFERENCES callback_tasks(id),
  CONSTRAINT calls_item_id_fkey FOREIGN KEY (item_id) REFERENCES routing_items(id),
  CONSTRAINT calls_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES queues(id)
);
CREATE INDEX calls_agent ON calls USING btree (agent_id, started_at DESC) WHERE (agent_id IS NOT NULL);
CREATE INDEX calls_callback ON calls USING btree (callback_id) WHERE (callback_id IS NOT NULL);
CREATE INDEX calls_case ON calls USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX calls_citizen ON calls USING btree (citizen_id, started_at DESC) WHERE (citizen_id IS NOT NULL);
CREATE UNIQUE INDEX calls_external ON calls USING btree (origin, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX calls_for_callback ON calls USING btree (for_callback_id) WHERE (for_callback_id IS NOT NULL);
CREATE INDEX calls_item ON calls USING btree (item_id) WHERE (item_id IS NOT NULL);
CREATE INDEX calls_missed ON calls USING btree (started_at DESC, id DESC) INCLUDE (case_id, agent_id, state) WHERE ((direction = 'inbound'::text) AND (outcome = ANY (ARRAY['abandoned'::text, 'rejected'::text, 'voicemail'::text, 'callback'::text])));
CREATE INDEX calls_number ON calls USING btree (number, started_at DESC) WHERE (number IS NOT NULL);
CREATE INDEX calls_open ON calls USING btree (id) WHERE (state <> 'ended'::text);
CREATE INDEX calls_queue ON calls USING btree (queue_id, started_at DESC) WHERE (queue_id IS NOT NULL);
CREATE INDEX calls_recent ON calls USING btree (started_at DESC, id DESC) INCLUDE (case_id, agent_id, direction, state);
CREATE INDEX calls_timer ON calls USING btree (timer_at) WHERE (timer_at IS NOT NULL);

CREATE TABLE campaign_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  contact_id bigint NOT NULL,
  user_id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  result text NOT NULL,
  note text,
  call_id bigint,
  CONSTRAINT campaign_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_attempts_result_check CHECK ((result = ANY (ARRAY['answered'::text, 'refused'::text, 'no_answer'::text, 'busy'::text, 'wrong_number'::text, 'call_later'::text, 'do_not_call'::text]))),
  CONSTRAINT campaign_attempts_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  CONSTRAINT campaign_attempts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES campaign_contacts(id),
  CONSTRAINT campaign_attempts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX campaign_attempts_call ON campaign_attempts USING btree (call_id) WHERE (call_id IS NOT NULL);
CREATE INDEX campaign_attempts_contact ON campaign_attempts USING btree (contact_id, id);
CREATE INDEX campaign_attempts_user ON campaign_attempts USING btree (user_id, at DESC);

CREATE TABLE campaign_contacts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  campaign_id bigint NOT NULL,
  draw_id bigint NOT NULL,
  phone text NOT NULL,
  name text,
  citizen_id bigint,
  case_id bigint,
  state text DEFAULT 'waiting'::text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  next_at timestamp with time zone NOT NULL,
  held_by bigint,
  held_at timestamp with time zone,
  answers jsonb,
  note text,
  done_by bigint,
  done_at timestamp with time zone,
  CONSTRAINT campaign_contacts_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_contacts_check CHECK (((state = 'held'::text) = ((held_by IS NOT NULL) AND (held_at IS NOT NULL)))),
  CONSTRAINT campaign_contacts_check1 CHECK (((state = ANY (ARRAY['waiting'::text, 'held'::text])) = (done_at IS NULL))),
  CONSTRAINT campaign_contacts_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'held'::text, 'answered'::text, 'refused'::text, 'unreachable'::text, 'withdrawn'::text]))),
  CONSTRAINT campaign_contacts_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  CONSTRAINT campaign_contacts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT campaign_contacts_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizens(id),
  CONSTRAINT campaign_contacts_done_by_fkey FOREIGN KEY (done_by) REFERENCES users(id),
  CONSTRAINT campaign_contacts_draw_id_fkey FOREIGN KEY (draw_id) REFERENCES campaign_draws(id),
  CONSTRAINT campaign_contacts_held_by_fkey FOREIGN KEY (held_by) REFERENCES users(id)
);
CREATE INDEX campaign_contacts_case ON campaign_contacts USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX campaign_contacts_citizen ON campaign_contacts USING btree (citizen_id) WHERE (citizen_id IS NOT NULL);
CREATE INDEX campaign_contacts_done_by ON campaign_contacts USING btree (done_by) WHERE (done_by IS NOT NULL);
CREATE INDEX campaign_contacts_draw ON campaign_contacts USING btree (draw_id);
CREATE INDEX campaign_contacts_held ON campaign_contacts USING btree (held_at) WHERE (state = 'held'::text);
CREATE INDEX campaign_contacts_list ON campaign_contacts USING btree (campaign_id, id DESC);
CREATE INDEX campaign_contacts_next ON campaign_contacts USING btree (campaign_id, next_at, id) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX campaign_contacts_once ON campaign_contacts USING btree (campaign_id, phone) WHERE (state = ANY (ARRAY['waiting'::text, 'held'::text]));
CREATE UNIQUE INDEX campaign_contacts_one_held ON campaign_contacts USING btree (held_by) WHERE (state = 'held'::text);
CREATE INDEX campaign_contacts_phone ON campaign_contacts USING btree (phone, id DESC);
CREATE INDEX campaign_contacts_progress ON campaign_contacts USING btree (campaign_id, state) INCLUDE (attempts, next_at);

CREATE TABLE campaign_draws (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  campaign_id bigint NOT NULL,
  day date NOT NULL,
  drawn_by bigint,
  drawn_at timestamp with time zone NOT NULL,
  seed text NOT NULL,
  candidates integer NOT NULL,
  chosen integer NOT NULL,
  by_clock boolean DEFAULT false NOT NULL,
  CONSTRAINT campaign_draws_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_draws_candidates_check CHECK ((candidates >= 0)),
  CONSTRAINT campaign_draws_check CHECK (((chosen >= 0) AND (chosen <= candidates))),
  CONSTRAINT campaign_draws_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  CONSTRAINT campaign_draws_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES users(id)
);
CREATE INDEX campaign_draws_by ON campaign_draws USING btree (drawn_by) WHERE (drawn_by IS NOT NULL);
CREATE INDEX campaign_draws_campaign ON campaign_draws USING btree (campaign_id, id DESC);
CREATE UNIQUE INDEX campaign_draws_daily ON campaign_draws USING btree (campaign_id, day) WHERE by_clock;

CREATE TABLE campaigns (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  intro text NOT NULL,
  questions jsonb NOT NULL,
  source text NOT NULL,
  source_days integer DEFAULT 1 NOT NULL,
  sample_size integer,
  daily boolean DEFAULT false NOT NULL,
  max_attempts integer DEFAULT 3 NOT NULL,
  retry_minutes integer DEFAULT 120 NOT NULL,
  quiet_days integer DEFAULT 30 NOT NULL,
  from_time time without time zone DEFAULT '08:00:00'::time without time zone NOT NULL,
  to_time time without time zone DEFAULT '20:00:00'::time without time zone NOT NULL,
  state text DEFAULT 'draft'::text NOT NULL,
  created_by bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT campaigns_pkey PRIMARY KEY (id),
  CONSTRAINT campaigns_check CHECK ((from_time < to_time)),
  CONSTRAINT campaigns_check1 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT campaigns_check2 CHECK (((NOT daily) OR (source <> 'list'::text))),
  CONSTRAINT campaigns_kind_check CHECK ((kind = ANY (ARRAY['satisfaction'::text, 'care'::text, 'survey'::text]))),
  CONSTRAINT campaigns_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 10))),
  CONSTRAINT campaigns_quiet_days_check CHECK (((quiet_days >= 0) AND (quiet_days <= 365))),
  CONSTRAINT campaigns_retry_minutes_check CHECK (((retry_minutes >= 5) AND (retry_minutes <= 10080))),
  CONSTRAINT campaigns_sample_size_check CHECK (((sample_size >= 1) AND (sample_size <= 10000))),
  CONSTRAINT campaigns_source_check CHECK ((source = ANY (ARRAY['registered_cases'::text, 'closed_cases'::text, 'callers'::text, 'list'::text]))),
  CONSTRAINT campaigns_source_days_check CHECK (((source_days >= 1) AND (source_days <= 90))),
  CONSTRAINT campaigns_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'paused'::text, 'ended'::text]))),
  CONSTRAINT campaigns_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
);
CREATE INDEX campaigns_created_by ON campaigns USING btree (created_by);

CREATE TABLE case_conversations (
  case_id bigint NOT NULL,
  conversation_id bigint NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  CONSTRAINT case_conversations_pkey PRIMARY KEY (case_id, conversation_id),
  CONSTRAINT case_conversations_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT case_conversations_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id)
);
CREATE INDEX case_conversations_conversation ON case_conversations USING btree (conversation_id);

CREATE TABLE case_days (
  day date NOT NULL,
  base bigint NOT NULL,
  CONSTRAINT case_days_pkey PRIMARY KEY (day)
);

CREATE TABLE case_pauses (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  reason text NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  until_at timestamp with time zone NOT NULL,
  capped boolean DEFAULT false NOT NULL,
  ended_at timestamp with time zone,
  ended_by text,
  CONSTRAINT case_pauses_pkey PRIMARY KEY (id),
  CONSTRAINT case_pauses_check CHECK ((ended_at >= started_at)),
  CONSTRAINT case_pauses_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT case_pauses_ended_by_check CHECK ((ended_by = ANY (ARRAY['citizen'::text, 'limit'::text, 'cap'::text]))),
  CONSTRAINT case_pauses_reason_check CHECK ((reason = 'awaiting_citizen'::text)),
  CONSTRAINT case_pauses_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX case_pauses_case ON case_pauses USING btree (case_id, id);
CREATE UNIQUE INDEX case_pauses_one_open ON case_pauses USING btree (case_id) WHERE (ended_at IS NULL);

CREATE TABLE case_steps (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  status text NOT NULL,
  level smallint NOT NULL,
  unit_id bigint,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  back boolean DEFAULT false NOT NULL,
  CONSTRAINT case_steps_pkey PRIMARY KEY (id),
  CONSTRAINT case_steps_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT case_steps_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX case_steps_case ON case_steps USING btree (case_id, id);
CREATE UNIQUE INDEX case_steps_one_open ON case_steps USING btree (case_id) WHERE (ended_at IS NULL);
CREATE INDEX case_steps_unit ON case_steps USING btree (unit_id) WHERE (unit_id IS NOT NULL);

CREATE TABLE cases (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  secret_hash bytea NOT NULL,
  idempotency_key text,
  version integer DEFAULT 0 NOT NULL,
  type text NOT NULL,
  status text NOT NULL,
  level smallint NOT NULL,
  resolved_level smallint,
  urgency text NOT NULL,
  channel text NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  fold text NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, fold)) STORED,
  category_id bigint,
  area_id bigint,
  place_text text,
  place_lat double precision,
  place_lng double precision,
  citizen_id bigint,
  contact_name text,
  contact_phone text,
  contact_email text,
  anonymous boolean DEFAULT false NOT NULL,
  publish_wish boolean DEFAULT false NOT NULL,
  sealed boolean DEFAULT false NOT NULL,
  about_unit_id bigint,
  conversation_id bigint,
  parent_id bigint,
  lead_unit_id bigint,
  assignee_id bigint,
  registered_by bigint,
  answer text,
  answered_by bigint,
  answered_for bigint,
  decline_reason text,
  guidance text,
  return_count integer DEFAULT 0 NOT NULL,
  reopen_count integer DEFAULT 0 NOT NULL,
  clock_from timestamp with time zone NOT NULL,
  paused_minutes integer DEFAULT 0 NOT NULL,
  due_at timestamp with time zone,
  original_due_at timestamp with time zone,
  due_policy_id bigint,
  due_explanation text[] DEFAULT '{}'::text[] NOT NULL,
  step_due_at timestamp with time zone,
  step_alarmed_at timestamp with time zone,
  paused_at timestamp with time zone,
  pause_until timestamp with time zone,
  resume_status text,
  resume_level smallint,
  finished_at timestamp with time zone,
  finished_late boolean,
  delivered_late boolean,
  closed_at timestamp with time zone,
  reopen_until timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  demo boolean DEFAULT false NOT NULL,
  turn text GENERATED ALWAYS AS (
CASE
    WHEN (status = ANY (ARRAY['received'::text, 'approved'::text])) THEN 'centre'::text
    WHEN (status = 'forwarded'::text) THEN 'officer'::text
    WHEN (status = 'processing'::text) THEN 'officer'::text
    WHEN (status = 'awaiting_citizen'::text) THEN 'citizen'::text
    WHEN (status = 'awaiting_approval'::text) THEN 'unit_leader'::text
    WHEN ((status = 'escalated'::text) AND (level <= 3)) THEN 'unit_leader'::text
    WHEN (status = 'escalated'::text) THEN 'province_leader'::text
    ELSE 'nobody'::text
END) STORED,
  due_unit_id bigint,
  due_notes text[] DEFAULT '{}'::text[] NOT NULL,
  extended_due_at timestamp with time zone,
  extended_at timestamp with time zone,
  extended_by text,
  warned_share smallint DEFAULT 0 NOT NULL,
  alert_at timestamp with time zone,
  serious_at timestamp with time zone,
  seriously_late_at timestamp with time zone,
  limit_retry_at timestamp with time zone,
  CONSTRAINT cases_pkey PRIMARY KEY (id),
  CONSTRAINT cases_code_key UNIQUE (code),
  CONSTRAINT cases_idempotency_key_key UNIQUE (idempotency_key),
  CONSTRAINT cases_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text, 'web'::text, 'livechat'::text, 'zalo'::text, 'messenger'::text, 'desk'::text, 'open311'::text]))),
  CONSTRAINT cases_check CHECK (((about_unit_id IS NULL) OR (type = 'conduct_report'::text))),
  CONSTRAINT cases_check1 CHECK (((status = 'awaiting_citizen'::text) = (paused_at IS NOT NULL))),
  CONSTRAINT cases_check2 CHECK (((status <> 'awaiting_citizen'::text) OR (resume_status IS NOT NULL))),
  CONSTRAINT cases_check3 CHECK (((status <> 'merged'::text) OR (parent_id IS NOT NULL))),
  CONSTRAINT cases_check4 CHECK (((status <> 'declined'::text) OR ((decline_reason IS NOT NULL) AND (guidance IS NOT NULL)))),
  CONSTRAINT cases_check5 CHECK (((status = ANY (ARRAY['closed'::text, 'declined'::text, 'merged'::text])) = (closed_at IS NOT NULL))),
  CONSTRAINT cases_check6 CHECK (((status <> ALL (ARRAY['forwarded'::text, 'processing'::text, 'awaiting_approval'::text])) OR (lead_unit_id IS NOT NULL))),
  CONSTRAINT cases_check7 CHECK ((parent_id <> id)),
  CONSTRAINT cases_code_check CHECK ((code ~ '^1022-[0-9]{6}-[0-9]{4,}$'::text)),
  CONSTRAINT cases_extension CHECK (((extended_due_at IS NULL) = (extended_at IS NULL))),
  CONSTRAINT cases_level_check CHECK (((level >= 1) AND (level <= 4))),
  CONSTRAINT cases_place_lat_check CHECK (((place_lat >= ('-90'::integer)::double precision) AND (place_lat <= (90)::double precision))),
  CONSTRAINT cases_place_lng_check CHECK (((place_lng >= ('-180'::integer)::double precision) AND (place_lng <= (180)::double precision))),
  CONSTRAINT cases_resolved_level_check CHECK (((resolved_level >= 1) AND (resolved_level <= 4))),
  CONSTRAINT cases_status_check CHECK ((status = ANY (ARRAY['received'::text, 'forwarded'::text, 'processing'::text, 'awaiting_citizen'::text, 'awaiting_approval'::text, 'escalated'::text, 'approved'::text, 'closed'::text, 'declined'::text, 'merged'::text]))),
  CONSTRAINT cases_type_check CHECK ((type = ANY (ARRAY['inquiry'::text, 'procedure_inquiry'::text, 'site_report'::text, 'regulation_feedback'::text, 'service_report'::text, 'procedure_report'::text, 'conduct_report'::text, 'business_report'::text, 'suggestion'::text, 'compliment'::text, 'out_of_scope'::text]))),
  CONSTRAINT cases_urgency_check CHECK ((urgency = ANY (ARRAY['low'::text, 'normal'::text, 'urgent'::text, 'emergency'::text]))),
  CONSTRAINT cases_warned_share_check CHECK (((warned_share >= 0) AND (warned_share <= 100))),
  CONSTRAINT cases_about_unit_id_fkey FOREIGN KEY (about_unit_id) REFERENCES units(id),
  CONSTRAINT cases_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES users(id),
  CONSTRAINT cases_answered_for_fkey FOREIGN KEY (answered_for) REFERENCES users(id),
  CONSTRAINT cases_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id),
  CONSTRAINT cases_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id),
  CONSTRAINT cases_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id),
  CONSTRAINT cases_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizens(id),
  CONSTRAINT cases_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT cases_lead_unit_id_fkey FOREIGN KEY (lead_unit_id) REFERENCES units(id),
  CONSTRAINT cases_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES cases(id),
  CONSTRAINT cases_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES users(id)
);
CREATE INDEX cases_about_unit ON cases USING btree (about_unit_id) WHERE (about_unit_id IS NOT NULL);
CREATE INDEX cases_alert ON cases USING btree (alert_at, id) WHERE ((closed_at IS NULL) AND (alert_at IS NOT NULL));
CREATE INDEX cases_answered_by ON cases USING btree (answered_by) WHERE (answered_by IS NOT NULL);
CREATE INDEX cases_answered_for ON cases USING btree (answered_for) WHERE (answered_for IS NOT NULL);
CREATE INDEX cases_area ON cases USING btree (area_id, created_at DESC, id DESC);
CREATE INDEX cases_assignee ON cases USING btree (assignee_id, due_at, id) WHERE ((closed_at IS NULL) AND (assignee_id IS NOT NULL));
CREATE INDEX cases_bounced ON cases USING btree (due_at, id) WHERE ((closed_at IS NULL) AND (return_count >= 2));
CREATE INDEX cases_category ON cases USING btree (category_id, created_at DESC, id DESC);
CREATE INDEX cases_citizen ON cases USING btree (citizen_id, id DESC) WHERE (citizen_id IS NOT NULL);
CREATE INDEX cases_conduct ON cases USING btree (due_at, id) WHERE ((closed_at IS NULL) AND (type = 'conduct_report'::text));
CREATE INDEX cases_conversation ON cases USING btree (conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX cases_denunciations ON cases USING btree (id) WHERE (decline_reason = 'denunciation'::text);
CREATE INDEX cases_due ON cases USING btree (due_at, id) WHERE ((closed_at IS NULL) AND (due_at IS NOT NULL));
CREATE INDEX cases_finished_late ON cases USING btree (due_at, id) INCLUDE (lead_unit_id) WHERE finished_late;
CREATE INDEX cases_high ON cases USING btree (level, due_at, id) WHERE ((closed_at IS NULL) AND (level >= 3));
CREATE INDEX cases_parent ON cases USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX cases_pause ON cases USING btree (pause_until, id) WHERE (pause_until IS NOT NULL);
CREATE INDEX cases_recent ON cases USING btree (created_at DESC, id DESC);
CREATE INDEX cases_registered_by ON cases USING btree (registered_by) WHERE (registered_by IS NOT NULL);
CREATE INDEX cases_registered_open ON cases USING btree (registered_by, due_at, id) WHERE ((closed_at IS NULL) AND (registered_by IS NOT NULL));
CREATE INDEX cases_reopened ON cases USING btree (due_at, id) WHERE ((closed_at IS NULL) AND (reopen_count > 0));
CREATE INDEX cases_search ON cases USING gin (search);
CREATE INDEX cases_seriously_late ON cases USING btree (due_at, id) WHERE ((closed_at IS NULL) AND (seriously_late_at IS NOT NULL));
CREATE INDEX cases_status_recent ON cases USING btree (status, created_at DESC, id DESC);
CREATE INDEX cases_step_due ON cases USING btree (step_due_at, id) WHERE ((closed_at IS NULL) AND (step_due_at IS NOT NULL) AND (step_alarmed_at IS NULL));
CREATE INDEX cases_to_publish ON cases USING btree (due_at, id) WHERE ((status = 'closed'::text) AND publish_wish AND (NOT sealed));
CREATE INDEX cases_turn ON cases USING btree (turn, due_at, id) INCLUDE (about_unit_id, finished_at) WHERE (closed_at IS NULL);
CREATE INDEX cases_turn_unit ON cases USING btree (lead_unit_id, turn, due_at, id) INCLUDE (about_unit_id, finished_at, assignee_id) WHERE (closed_at IS NULL);
CREATE INDEX cases_unit_recent ON cases USING btree (lead_unit_id, created_at DESC, id DESC);
CREATE TRIGGER cases_link_conversation AFTER INSERT OR UPDATE OF conversation_id ON cases FOR EACH ROW WHEN ((new.conversation_id IS NOT NULL)) EXECUTE FUNCTION link_own_conversation();

CREATE TABLE categories (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  parent_id bigint,
  name text NOT NULL,
  name_en text NOT NULL,
  default_type text NOT NULL,
  default_urgency text NOT NULL,
  default_unit_id bigint,
  keywords text[] DEFAULT '{}'::text[] NOT NULL,
  "position" integer NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT categories_pkey PRIMARY KEY (id),
  CONSTRAINT categories_code_key UNIQUE (code),
  CONSTRAINT categories_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT categories_default_unit_id_fkey FOREIGN KEY (default_unit_id) REFERENCES units(id),
  CONSTRAINT categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES categories(id)
);
CREATE INDEX categories_default_unit ON categories USING btree (default_unit_id);
CREATE INDEX categories_parent ON categories USING btree (parent_id);
CREATE TRIGGER deadline_changed AFTER INSERT OR DELETE OR UPDATE ON categories FOR EACH ROW EXECUTE FUNCTION deadline_changed();

CREATE TABLE chain_checks (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  requested_by bigint,
  checked_seq bigint DEFAULT 0 NOT NULL,
  head text DEFAULT ''::text NOT NULL,
  broken_seq bigint,
  broken_event_id bigint,
  broken_why text,
  failure text,
  CONSTRAINT chain_checks_pkey PRIMARY KEY (id),
  CONSTRAINT chain_checks_check CHECK (((broken_seq IS NULL) = (broken_why IS NULL))),
  CONSTRAINT chain_checks_check1 CHECK (((ended_at IS NOT NULL) OR ((broken_seq IS NULL) AND (failure IS NULL)))),
  CONSTRAINT chain_checks_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(id)
);
CREATE INDEX chain_checks_requested_by ON chain_checks USING btree (requested_by) WHERE (requested_by IS NOT NULL);

CREATE TABLE channel_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  source text NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  settings jsonb DEFAULT '{}'::jsonb NOT NULL,
  secrets text,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT channel_accounts_pkey PRIMARY KEY (id),
  CONSTRAINT channel_accounts_kind_code_key UNIQUE (kind, code),
  CONSTRAINT channel_accounts_check CHECK (((source = 'admin'::text) OR (secrets IS NULL))),
  CONSTRAINT channel_accounts_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text)),
  CONSTRAINT channel_accounts_kind_check CHECK ((kind = ANY (ARRAY['zalo'::text, 'messenger'::text, 'livechat'::text, 'phone'::text, 'cti'::text]))),
  CONSTRAINT channel_accounts_settings_check CHECK ((jsonb_typeof(settings) = 'object'::text)),
  CONSTRAINT channel_accounts_source_check CHECK ((source = ANY (ARRAY['environment'::text, 'admin'::text])))
);

CREATE TABLE channel_health (
  channel text NOT NULL,
  account text NOT NULL,
  last_in_at timestamp with time zone,
  last_out_at timestamp with time zone,
  last_error_at timestamp with time zone,
  last_error text,
  errors_in_row integer DEFAULT 0 NOT NULL,
  access text DEFAULT 'unknown'::text NOT NULL,
  access_detail text,
  access_since timestamp with time zone,
  token_expires_at timestamp with time zone,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT channel_health_pkey PRIMARY KEY (channel, account),
  CONSTRAINT channel_health_access_check CHECK ((access = ANY (ARRAY['unknown'::text, 'ok'::text, 'reauth_required'::text, 'blocked'::text])))
);

CREATE TABLE channel_hours (
  channel text NOT NULL,
  account text NOT NULL,
  hour timestamp with time zone NOT NULL,
  received integer DEFAULT 0 NOT NULL,
  sent integer DEFAULT 0 NOT NULL,
  failed integer DEFAULT 0 NOT NULL,
  refused integer DEFAULT 0 NOT NULL,
  duplicates integer DEFAULT 0 NOT NULL,
  unhandled integer DEFAULT 0 NOT NULL,
  CONSTRAINT channel_hours_pkey PRIMARY KEY (channel, account, hour)
);

CREATE TABLE channel_incidents (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  channel text NOT NULL,
  account text NOT NULL,
  what text NOT NULL,
  level text NOT NULL,
  detail text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  mailed_at timestamp with time zone,
  CONSTRAINT channel_incidents_pkey PRIMARY KEY (id),
  CONSTRAINT channel_incidents_level_check CHECK ((level = ANY (ARRAY['watch'::text, 'bad'::text])))
);
CREATE UNIQUE INDEX channel_incidents_open ON channel_incidents USING btree (channel, account, what) WHERE (closed_at IS NULL);
CREATE INDEX channel_incidents_recent ON channel_incidents USING btree (opened_at DESC);

CREATE TABLE citizen_differs (
  low_id bigint NOT NULL,
  high_id bigint NOT NULL,
  said_by bigint NOT NULL,
  said_at timestamp with time zone NOT NULL,
  CONSTRAINT citizen_differs_pkey PRIMARY KEY (low_id, high_id),
  CONSTRAINT citizen_differs_check CHECK ((low_id < high_id)),
  CONSTRAINT citizen_differs_high_id_fkey FOREIGN KEY (high_id) REFERENCES citizens(id),
  CONSTRAINT citizen_differs_low_id_fkey FOREIGN KEY (low_id) REFERENCES citizens(id),
  CONSTRAINT citizen_differs_said_by_fkey FOREIGN KEY (said_by) REFERENCES users(id)
);
CREATE INDEX citizen_differs_by ON citizen_differs USING btree (said_by);
CREATE INDEX citizen_differs_high ON citizen_differs USING btree (high_id);

CREATE TABLE citizen_identities (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  citizen_id bigint NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  confidence text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT citizen_identities_pkey PRIMARY KEY (id),
  CONSTRAINT citizen_identities_confidence_check CHECK ((confidence = ANY (ARRAY['verified'::text, 'said'::text, 'guessed'::text]))),
  CONSTRAINT citizen_identities_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'zalo'::text, 'messenger'::text, 'web'::text]))),
  CONSTRAINT citizen_identities_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizens(id)
);
CREATE INDEX citizen_identities_citizen ON citizen_identities USING btree (citizen_id);
CREATE INDEX citizen_identities_value ON citizen_identities USING btree (kind, value);

CREATE TABLE citizen_merges (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kept_id bigint NOT NULL,
  merged_id bigint NOT NULL,
  score integer,
  reasons jsonb DEFAULT '[]'::jsonb NOT NULL,
  before jsonb NOT NULL,
  merged_by bigint NOT NULL,
  merged_at timestamp with time zone NOT NULL,
  undone_by bigint,
  undone_at timestamp with time zone,
  undone_reason text,
  CONSTRAINT citizen_merges_pkey PRIMARY KEY (id),
  CONSTRAINT citizen_merges_check CHECK ((kept_id <> merged_id)),
  CONSTRAINT citizen_merges_check1 CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  CONSTRAINT citizen_merges_score_check CHECK (((score >= 0) AND (score <= 100))),
  CONSTRAINT citizen_merges_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES citizens(id),
  CONSTRAINT citizen_merges_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES users(id),
  CONSTRAINT citizen_merges_merged_id_fkey FOREIGN KEY (merged_id) REFERENCES citizens(id),
  CONSTRAINT citizen_merges_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES users(id)
);
CREATE INDEX citizen_merges_by ON citizen_merges USING btree (merged_by);
CREATE INDEX citizen_merges_kept ON citizen_merges USING btree (kept_id);
CREATE INDEX citizen_merges_merged ON citizen_merges USING btree (merged_id);
CREATE UNIQUE INDEX citizen_merges_one_open ON citizen_merges USING btree (merged_id) WHERE (undone_at IS NULL);
CREATE INDEX citizen_merges_undone_by ON citizen_merges USING btree (undone_by) WHERE (undone_by IS NOT NULL);

CREATE TABLE citizens (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text DEFAULT 'person'::text NOT NULL,
  name text,
  name_fold text,
  created_at timestamp with time zone NOT NULL,
  merged_into bigint,
  demo boolean DEFAULT false NOT NULL,
  CONSTRAINT citizens_pkey PRIMARY KEY (id),
  CONSTRAINT citizens_check CHECK ((merged_into <> id)),
  CONSTRAINT citizens_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'business'::text]))),
  CONSTRAINT citizens_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES citizens(id)
);
CREATE INDEX citizens_merged_into ON citizens USING btree (merged_into);
CREATE INDEX citizens_name ON citizens USING gin (name_fold gin_trgm_ops);

CREATE TABLE conversation_ratings (
  conversation_id bigint NOT NULL,
  score smallint NOT NULL,
  comment text,
  rated_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT conversation_ratings_pkey PRIMARY KEY (conversation_id),
  CONSTRAINT conversation_ratings_score_check CHECK (((score >= 1) AND (score <= 5))),
  CONSTRAINT conversation_ratings_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id)
);
CREATE INDEX conversation_ratings_rated ON conversation_ratings USING btree (rated_at);

CREATE TABLE conversations (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  channel text NOT NULL,
  account text NOT NULL,
  citizen_id bigint,
  subject text DEFAULT ''::text NOT NULL,
  address text,
  related_to bigint,
  related_why text,
  created_at timestamp with time zone NOT NULL,
  last_message_at timestamp with time zone NOT NULL,
  demo boolean DEFAULT false NOT NULL,
  state text DEFAULT 'open'::text NOT NULL,
  owner_id bigint,
  disposition text,
  closed_at timestamp with time zone,
  closed_by bigint,
  last_in_at timestamp with time zone,
  waiting_since timestamp with time zone,
  unread integer DEFAULT 0 NOT NULL,
  meta jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT conversations_pkey PRIMARY KEY (id),
  CONSTRAINT conversations_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text, 'web'::text, 'livechat'::text, 'zalo'::text, 'messenger'::text, 'desk'::text, 'open311'::text]))),
  CONSTRAINT conversations_closed CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  CONSTRAINT conversations_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  CONSTRAINT conversations_unread_check CHECK ((unread >= 0)),
  CONSTRAINT conversations_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizens(id),
  CONSTRAINT conversations_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES users(id),
  CONSTRAINT conversations_disposition_fkey FOREIGN KEY (disposition) REFERENCES dispositions(code),
  CONSTRAINT conversations_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  CONSTRAINT conversations_related_to_fkey FOREIGN KEY (related_to) REFERENCES conversations(id)
);
CREATE INDEX conversations_address ON conversations USING btree (channel, address);
CREATE INDEX conversations_channel ON conversations USING btree (channel, last_message_at DESC, id DESC);
CREATE INDEX conversations_citizen ON conversations USING btree (citizen_id);
CREATE INDEX conversations_closed_by ON conversations USING btree (closed_by) WHERE (closed_by IS NOT NULL);
CREATE INDEX conversations_disposition ON conversations USING btree (disposition) WHERE (disposition IS NOT NULL);
CREATE INDEX conversations_open ON conversations USING btree (last_message_at DESC, id DESC) WHERE (state = 'open'::text);
CREATE INDEX conversations_owner ON conversations USING btree (owner_id, last_message_at DESC, id DESC) WHERE (owner_id IS NOT NULL);
CREATE INDEX conversations_recent ON conversations USING btree (last_message_at DESC, id DESC);
CREATE INDEX conversations_related ON conversations USING btree (related_to);
CREATE INDEX conversations_thread ON conversations USING btree (channel, account, address, id DESC);
CREATE INDEX conversations_waiting ON conversations USING btree (waiting_since, id) WHERE (waiting_since IS NOT NULL);

CREATE TABLE deadline_policies (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  stage text NOT NULL,
  type text,
  urgency text,
  category_id bigint,
  amount integer NOT NULL,
  unit text NOT NULL,
  calendar_id bigint,
  warn_shares smallint[] DEFAULT '{50,80}'::smallint[] NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  note text DEFAULT ''::text NOT NULL,
  origin text NOT NULL,
  CONSTRAINT deadline_policies_pkey PRIMARY KEY (id),
  CONSTRAINT deadline_policies_amount_check CHECK ((amount > 0)),
  CONSTRAINT deadline_policies_check CHECK (((calendar_id IS NULL) OR (unit <> 'clock_minutes'::text))),
  CONSTRAINT deadline_policies_check1 CHECK ((valid_to >= valid_from)),
  CONSTRAINT deadline_policies_check2 CHECK ((amount <=
CASE unit
    WHEN 'working_days'::text THEN 750
    WHEN 'working_minutes'::text THEN 360000
    ELSE 1576800
END)),
  CONSTRAINT deadline_policies_origin_check CHECK ((origin = ANY (ARRAY['reference'::text, 'manual'::text]))),
  CONSTRAINT deadline_policies_percent_check CHECK (((unit <> 'percent'::text) OR ((stage <> 'handle'::text) AND (amount <= 500)))),
  CONSTRAINT deadline_policies_stage_check CHECK ((stage = ANY (ARRAY['handle'::text, 'first_response'::text, 'accept'::text, 'approve'::text, 'deliver'::text, 'escalated_3'::text, 'escalated_4'::text, 'awaiting_citizen'::text, 'paused_total'::text, 'serious'::text, 'reopen_window'::text]))),
  CONSTRAINT deadline_policies_type_check CHECK ((type = ANY (ARRAY['inquiry'::text, 'procedure_inquiry'::text, 'site_report'::text, 'regulation_feedback'::text, 'service_report'::text, 'procedure_report'::text, 'conduct_report'::text, 'business_report'::text, 'suggestion'::text, 'compliment'::text, 'out_of_scope'::text]))),
  CONSTRAINT deadline_policies_unit_check CHECK ((unit = ANY (ARRAY['working_days'::text, 'working_minutes'::text, 'clock_minutes'::text, 'percent'::text]))),
  CONSTRAINT deadline_policies_urgency_check CHECK ((urgency = ANY (ARRAY['low'::text, 'normal'::text, 'urgent'::text, 'emergency'::text]))),
  CONSTRAINT deadline_policies_warn_shares_check CHECK (((1 <= ALL (warn_shares)) AND (99 >= ALL (warn_shares)))),
  CONSTRAINT deadline_policies_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id),
  CONSTRAINT deadline_policies_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id)
);
CREATE INDEX deadline_policies_calendar ON deadline_policies USING btree (calendar_id);
CREATE INDEX deadline_policies_category ON deadline_policies USING btree (category_id);
CREATE UNIQUE INDEX deadline_policies_one ON deadline_policies USING btree (stage, type, urgency, category_id, valid_from) NULLS NOT DISTINCT;
CREATE TRIGGER deadline_changed AFTER INSERT OR DELETE OR UPDATE ON deadline_policies FOR EACH ROW EXECUTE FUNCTION deadline_changed();

CREATE TABLE deadline_state (
  only_row boolean DEFAULT true NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT deadline_state_pkey PRIMARY KEY (only_row),
  CONSTRAINT deadline_state_only_row_check CHECK (only_row)
);

CREATE TABLE delegations (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  deputy_id bigint NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  reason text NOT NULL,
  created_by bigint,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT delegations_pkey PRIMARY KEY (id),
  CONSTRAINT delegations_check CHECK ((ends_at > starts_at)),
  CONSTRAINT delegations_check1 CHECK ((deputy_id <> user_id)),
  CONSTRAINT delegations_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  CONSTRAINT delegations_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES users(id),
  CONSTRAINT delegations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX delegations_created_by ON delegations USING btree (created_by);
CREATE INDEX delegations_deputy ON delegations USING btree (deputy_id, ends_at);
CREATE INDEX delegations_user ON delegations USING btree (user_id, ends_at);

CREATE TABLE dial_rules (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "position" integer NOT NULL,
  prefix text NOT NULL,
  allowed boolean NOT NULL,
  name text NOT NULL,
  CONSTRAINT dial_rules_pkey PRIMARY KEY (id),
  CONSTRAINT dial_rules_position_key UNIQUE ("position"),
  CONSTRAINT dial_rules_prefix_key UNIQUE (prefix),
  CONSTRAINT dial_rules_prefix_check CHECK ((prefix ~ '^(\+|\+?[0-9]{1,15})$'::text))
);

CREATE TABLE directives (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  level smallint NOT NULL,
  by_user_id bigint NOT NULL,
  in_place_of bigint,
  unit_id bigint NOT NULL,
  text text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  closed_why text,
  report text,
  reported_by bigint,
  reported_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  acknowledged_by bigint,
  accepted_at timestamp with time zone,
  accepted_by bigint,
  sent_back_at timestamp with time zone,
  sent_back_reason text,
  CONSTRAINT directives_pkey PRIMARY KEY (id),
  CONSTRAINT directives_accepted CHECK (((accepted_at IS NULL) = (accepted_by IS NULL))),
  CONSTRAINT directives_accepted_report CHECK (((accepted_at IS NULL) OR (closed_why = 'reported'::text))),
  CONSTRAINT directives_acknowledged CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
  CONSTRAINT directives_check CHECK (((closed_why IS NULL) OR (closed_at IS NOT NULL))),
  CONSTRAINT directives_check1 CHECK (((reported_at IS NULL) = (report IS NULL))),
  CONSTRAINT directives_closed_why_check CHECK ((closed_why = ANY (ARRAY['reported'::text, 'answered'::text, 'replaced'::text, 'ended'::text]))),
  CONSTRAINT directives_level_check CHECK ((level = ANY (ARRAY[3, 4]))),
  CONSTRAINT directives_sent_back CHECK (((sent_back_at IS NULL) = (sent_back_reason IS NULL))),
  CONSTRAINT directives_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES users(id),
  CONSTRAINT directives_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES users(id),
  CONSTRAINT directives_by_user_id_fkey FOREIGN KEY (by_user_id) REFERENCES users(id),
  CONSTRAINT directives_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT directives_in_place_of_fkey FOREIGN KEY (in_place_of) REFERENCES users(id),
  CONSTRAINT directives_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES users(id),
  CONSTRAINT directives_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX directives_accepted_by ON directives USING btree (accepted_by) WHERE (accepted_by IS NOT NULL);
CREATE INDEX directives_acknowledged_by ON directives USING btree (acknowledged_by) WHERE (acknowledged_by IS NOT NULL);
CREATE INDEX directives_by ON directives USING btree (by_user_id, id);
CREATE INDEX directives_case ON directives USING btree (case_id);
CREATE INDEX directives_in_place_of ON directives USING btree (in_place_of) WHERE (in_place_of IS NOT NULL);
CREATE INDEX directives_open ON directives USING btree (due_at) WHERE (closed_at IS NULL);
CREATE INDEX directives_report_waits ON directives USING btree (by_user_id, case_id) WHERE ((closed_why = 'reported'::text) AND (accepted_at IS NULL));
CREATE INDEX directives_reported_by ON directives USING btree (reported_by) WHERE (reported_by IS NOT NULL);
CREATE INDEX directives_unit ON directives USING btree (unit_id);
CREATE INDEX directives_unit_recent ON directives USING btree (unit_id, id DESC);

CREATE TABLE dispositions (
  code text NOT NULL,
  name text NOT NULL,
  sort integer NOT NULL,
  active boolean DEFAULT true NOT NULL,
  CONSTRAINT dispositions_pkey PRIMARY KEY (code),
  CONSTRAINT dispositions_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,40}$'::text))
);

CREATE TABLE do_not_call (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  phone text NOT NULL,
  reason text NOT NULL,
  added_by bigint,
  added_at timestamp with time zone NOT NULL,
  ended_by bigint,
  ended_at timestamp with time zone,
  CONSTRAINT do_not_call_pkey PRIMARY KEY (id),
  CONSTRAINT do_not_call_check CHECK ((ended_at >= added_at)),
  CONSTRAINT do_not_call_added_by_fkey FOREIGN KEY (added_by) REFERENCES users(id),
  CONSTRAINT do_not_call_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES users(id)
);
CREATE INDEX do_not_call_added_by ON do_not_call USING btree (added_by) WHERE (added_by IS NOT NULL);
CREATE INDEX do_not_call_ended_by ON do_not_call USING btree (ended_by) WHERE (ended_by IS NOT NULL);
CREATE UNIQUE INDEX do_not_call_open ON do_not_call USING btree (phone) WHERE (ended_at IS NULL);

CREATE TABLE drafts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  version integer NOT NULL,
  level smallint NOT NULL,
  text text NOT NULL,
  author_id bigint NOT NULL,
  state text NOT NULL,
  reason text,
  signer_id bigint,
  signed_for_id bigint,
  created_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  CONSTRAINT drafts_pkey PRIMARY KEY (id),
  CONSTRAINT drafts_case_id_version_key UNIQUE (case_id, version),
  CONSTRAINT drafts_check CHECK (((state <> 'approved'::text) OR ((signer_id IS NOT NULL) AND (signer_id <> author_id)))),
  CONSTRAINT drafts_check1 CHECK (((state = 'submitted'::text) = (decided_at IS NULL))),
  CONSTRAINT drafts_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'rejected'::text, 'approved'::text, 'withdrawn'::text]))),
  CONSTRAINT drafts_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id),
  CONSTRAINT drafts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT drafts_signed_for_id_fkey FOREIGN KEY (signed_for_id) REFERENCES users(id),
  CONSTRAINT drafts_signer_id_fkey FOREIGN KEY (signer_id) REFERENCES users(id)
);
CREATE INDEX drafts_author ON drafts USING btree (author_id);
CREATE UNIQUE INDEX drafts_one_submitted ON drafts USING btree (case_id) WHERE (state = 'submitted'::text);
CREATE INDEX drafts_signed_for ON drafts USING btree (signed_for_id) WHERE (signed_for_id IS NOT NULL);
CREATE INDEX drafts_signer ON drafts USING btree (signer_id) WHERE (signer_id IS NOT NULL);

CREATE TABLE event_cursors (
  reader text NOT NULL,
  seq bigint DEFAULT 0 NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT event_cursors_pkey PRIMARY KEY (reader)
);

CREATE TABLE event_log (
  seq bigint NOT NULL,
  event_id bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT event_log_pkey PRIMARY KEY (seq),
  CONSTRAINT event_log_event_id_key UNIQUE (event_id),
  CONSTRAINT event_log_hash_check CHECK ((length(hash) = 32)),
  CONSTRAINT event_log_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id)
);
CREATE TRIGGER event_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON event_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE event_reader_skips (
  reader text NOT NULL,
  seq bigint NOT NULL,
  error text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT event_reader_skips_pkey PRIMARY KEY (reader, seq),
  CONSTRAINT event_reader_skips_seq_fkey FOREIGN KEY (seq) REFERENCES event_log(seq)
);
CREATE INDEX event_reader_skips_seq ON event_reader_skips USING btree (seq);

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
  at timestamp with time zone NOT NULL,
  type text NOT NULL,
  case_id bigint,
  subject_type text,
  subject_id text,
  actor_kind text NOT NULL,
  actor_id bigint,
  in_place_of bigint,
  unit_id bigint,
  data jsonb DEFAULT '{}'::jsonb NOT NULL,
  audience jsonb NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (id),
  CONSTRAINT events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'system'::text, 'citizen'::text]))),
  CONSTRAINT events_type_check CHECK ((type ~ '^[a-z_]+\.[a-z_]+$'::text)),
  CONSTRAINT events_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX events_actor ON events USING btree (actor_id, id) WHERE (actor_id IS NOT NULL);
CREATE INDEX events_at ON events USING brin (at);
CREATE INDEX events_case ON events USING btree (case_id, id) WHERE (case_id IS NOT NULL);
CREATE INDEX events_excepting ON events USING gin (((audience -> 'except'::text))) WHERE (audience ? 'except'::text);
CREATE INDEX events_subject ON events USING btree (subject_type, subject_id, id) WHERE (subject_id IS NOT NULL);
CREATE INDEX events_type ON events USING btree (type, id);
CREATE INDEX events_unit ON events USING btree (unit_id, id) WHERE (unit_id IS NOT NULL);
CREATE INDEX events_xid ON events USING btree (xid, id);
CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE extension_requests (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  requested_by bigint NOT NULL,
  reason text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  decided_by bigint,
  decision_reason text,
  created_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  previous_due_at timestamp with time zone,
  leader_limit timestamp with time zone,
  beyond boolean DEFAULT false NOT NULL,
  decided_for bigint,
  granted_due_at timestamp with time zone,
  CONSTRAINT extension_requests_pkey PRIMARY KEY (id),
  CONSTRAINT extension_requests_check CHECK (((state = 'requested'::text) = (decided_at IS NULL))),
  CONSTRAINT extension_requests_granted CHECK (((granted_due_at IS NULL) OR ((state = 'granted'::text) AND (granted_due_at <= due_at)))),
  CONSTRAINT extension_requests_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'granted'::text, 'refused'::text]))),
  CONSTRAINT extension_requests_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT extension_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id),
  CONSTRAINT extension_requests_decided_for_fkey FOREIGN KEY (decided_for) REFERENCES users(id),
  CONSTRAINT extension_requests_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(id)
);
CREATE INDEX extension_requests_beyond ON extension_requests USING btree (case_id) WHERE ((state = 'requested'::text) AND beyond);
CREATE INDEX extension_requests_case ON extension_requests USING btree (case_id);
CREATE INDEX extension_requests_decided_by ON extension_requests USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX extension_requests_decided_for ON extension_requests USING btree (decided_for) WHERE (decided_for IS NOT NULL);
CREATE UNIQUE INDEX extension_requests_one_open ON extension_requests USING btree (case_id) WHERE (state = 'requested'::text);
CREATE INDEX extension_requests_requested_by ON extension_requests USING btree (requested_by);

CREATE TABLE extension_rights (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  type text,
  share_percent integer NOT NULL,
  working_days integer NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  CONSTRAINT extension_rights_pkey PRIMARY KEY (id),
  CONSTRAINT extension_rights_type_key UNIQUE NULLS NOT DISTINCT (type),
  CONSTRAINT extension_rights_share_percent_check CHECK (((share_percent >= 0) AND (share_percent <= 400))),
  CONSTRAINT extension_rights_type_check CHECK ((type = ANY (ARRAY['inquiry'::text, 'procedure_inquiry'::text, 'site_report'::text, 'regulation_feedback'::text, 'service_report'::text, 'procedure_report'::text, 'conduct_report'::text, 'business_report'::text, 'suggestion'::text, 'compliment'::text, 'out_of_scope'::text]))),
  CONSTRAINT extension_rights_working_days_check CHECK (((working_days >= 0) AND (working_days <= 250)))
);

CREATE TABLE files (
  sha256 text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT files_pkey PRIMARY KEY (sha256),
  CONSTRAINT files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT files_size_check CHECK ((size >= 0))
);

CREATE TABLE hotline_announcements (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  prompt text NOT NULL,
  enabled boolean NOT NULL,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  changed_by bigint,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT hotline_announcements_pkey PRIMARY KEY (id),
  CONSTRAINT hotline_announcements_check CHECK (((ends_at IS NULL) OR (starts_at IS NULL) OR (ends_at > starts_at))),
  CONSTRAINT hotline_announcements_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id),
  CONSTRAINT hotline_announcements_prompt_fkey FOREIGN KEY (prompt) REFERENCES hotline_prompts(name)
);
CREATE INDEX hotline_announcements_changed_by ON hotline_announcements USING btree (changed_by);
CREATE INDEX hotline_announcements_prompt ON hotline_announcements USING btree (prompt);

CREATE TABLE hotline_menus (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  version integer,
  graph jsonb NOT NULL,
  note text,
  based_on integer,
  revision integer DEFAULT 1 NOT NULL,
  edited_by bigint,
  edited_at timestamp with time zone NOT NULL,
  published_by bigint,
  published_at timestamp with time zone,
  CONSTRAINT hotline_menus_pkey PRIMARY KEY (id),
  CONSTRAINT hotline_menus_version_key UNIQUE (version),
  CONSTRAINT hotline_menus_check CHECK (((version IS NULL) = (published_at IS NULL))),
  CONSTRAINT hotline_menus_graph_check CHECK ((jsonb_typeof(graph) = 'object'::text)),
  CONSTRAINT hotline_menus_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
  CONSTRAINT hotline_menus_version_check CHECK ((version > 0)),
  CONSTRAINT hotline_menus_edited_by_fkey FOREIGN KEY (edited_by) REFERENCES users(id),
  CONSTRAINT hotline_menus_published_by_fkey FOREIGN KEY (published_by) REFERENCES users(id)
);
CREATE INDEX hotline_menus_edited_by ON hotline_menus USING btree (edited_by);
CREATE UNIQUE INDEX hotline_menus_one_draft ON hotline_menus USING btree ((true)) WHERE (version IS NULL);
CREATE INDEX hotline_menus_published_by ON hotline_menus USING btree (published_by);

CREATE TABLE hotline_prompts (
  name text NOT NULL,
  text text,
  source text NOT NULL,
  sha256 text,
  seconds real,
  file_name text,
  own boolean DEFAULT false NOT NULL,
  title text,
  changed_by bigint,
  changed_at timestamp with time zone NOT NULL,
  narrow_sha256 text,
  CONSTRAINT hotline_prompts_pkey PRIMARY KEY (name),
  CONSTRAINT hotline_prompts_both_rates CHECK (((sha256 IS NULL) = (narrow_sha256 IS NULL))),
  CONSTRAINT hotline_prompts_check CHECK (((source = 'machine'::text) OR (sha256 IS NOT NULL))),
  CONSTRAINT hotline_prompts_check1 CHECK (((NOT own) OR (text IS NOT NULL))),
  CONSTRAINT hotline_prompts_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9-]{0,59}$'::text)),
  CONSTRAINT hotline_prompts_seconds_check CHECK ((seconds > (0)::double precision)),
  CONSTRAINT hotline_prompts_source_check CHECK ((source = ANY (ARRAY['machine'::text, 'studio'::text]))),
  CONSTRAINT hotline_prompts_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000))),
  CONSTRAINT hotline_prompts_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  CONSTRAINT hotline_prompts_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id),
  CONSTRAINT hotline_prompts_narrow_sha256_fkey FOREIGN KEY (narrow_sha256) REFERENCES files(sha256),
  CONSTRAINT hotline_prompts_sha256_fkey FOREIGN KEY (sha256) REFERENCES files(sha256)
);
CREATE INDEX hotline_prompts_changed_by ON hotline_prompts USING btree (changed_by);
CREATE INDEX hotline_prompts_narrow ON hotline_prompts USING btree (narrow_sha256);
CREATE INDEX hotline_prompts_sha256 ON hotline_prompts USING btree (sha256);

CREATE TABLE hotline_settings (
  id boolean DEFAULT true NOT NULL,
  "values" jsonb DEFAULT '{}'::jsonb NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  changed_by bigint,
  changed_at timestamp with time zone,
  CONSTRAINT hotline_settings_pkey PRIMARY KEY (id),
  CONSTRAINT hotline_settings_id_check CHECK (id),
  CONSTRAINT hotline_settings_values_check CHECK ((jsonb_typeof("values") = 'object'::text)),
  CONSTRAINT hotline_settings_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id)
);
CREATE INDEX hotline_settings_changed_by ON hotline_settings USING btree (changed_by);

CREATE TABLE hotline_status (
  id boolean DEFAULT true NOT NULL,
  connected boolean DEFAULT false NOT NULL,
  since timestamp with time zone NOT NULL,
  why text,
  asterisk_version text,
  last_event_at timestamp with time zone,
  CONSTRAINT hotline_status_pkey PRIMARY KEY (id),
  CONSTRAINT hotline_status_id_check CHECK (id)
);

CREATE TABLE inbound_events (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  account_id bigint NOT NULL,
  dedupe_key text NOT NULL,
  raw bytea NOT NULL,
  headers jsonb DEFAULT '{}'::jsonb NOT NULL,
  received_at timestamp with time zone NOT NULL,
  state text DEFAULT 'stored'::text NOT NULL,
  reason text,
  error text,
  attempts integer DEFAULT 0 NOT NULL,
  repeats integer DEFAULT 0 NOT NULL,
  handled_at timestamp with time zone,
  CONSTRAINT inbound_events_pkey PRIMARY KEY (id),
  CONSTRAINT inbound_events_account_id_dedupe_key_key UNIQUE (account_id, dedupe_key),
  CONSTRAINT inbound_events_check CHECK (((state <> 'unhandled'::text) OR (reason IS NOT NULL))),
  CONSTRAINT inbound_events_state_check CHECK ((state = ANY (ARRAY['stored'::text, 'handled'::text, 'ignored'::text, 'unhandled'::text]))),
  CONSTRAINT inbound_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id)
);
CREATE INDEX inbound_events_done ON inbound_events USING btree (received_at) WHERE (state = ANY (ARRAY['handled'::text, 'ignored'::text]));
CREATE INDEX inbound_events_unhandled ON inbound_events USING btree (id DESC) WHERE (state = 'unhandled'::text);
CREATE INDEX inbound_events_waiting ON inbound_events USING btree (id) WHERE (state = 'stored'::text);

CREATE TABLE inbound_mails (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  mailbox_id bigint NOT NULL,
  uid_validity bigint NOT NULL,
  uid bigint NOT NULL,
  raw_sha256 text,
  raw_size bigint NOT NULL,
  received_at timestamp with time zone NOT NULL,
  stored_at timestamp with time zone NOT NULL,
  state text DEFAULT 'stored'::text NOT NULL,
  handled_at timestamp with time zone,
  class text,
  reasons text[] DEFAULT '{}'::text[] NOT NULL,
  error text,
  error_detail text,
  message_id text,
  content_hash text,
  from_address text,
  subject text,
  conversation_id bigint,
  received_message_id bigint,
  CONSTRAINT inbound_mails_pkey PRIMARY KEY (id),
  CONSTRAINT inbound_mails_mailbox_id_uid_validity_uid_key UNIQUE (mailbox_id, uid_validity, uid),
  CONSTRAINT inbound_mails_check CHECK (((raw_sha256 IS NOT NULL) OR (state = 'failed'::text))),
  CONSTRAINT inbound_mails_check1 CHECK (((state = 'failed'::text) = (error IS NOT NULL))),
  CONSTRAINT inbound_mails_raw_size_check CHECK ((raw_size >= 0)),
  CONSTRAINT inbound_mails_state_check CHECK ((state = ANY (ARRAY['stored'::text, 'handled'::text, 'ignored'::text, 'failed'::text]))),
  CONSTRAINT inbound_mails_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT inbound_mails_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id),
  CONSTRAINT inbound_mails_raw_sha256_fkey FOREIGN KEY (raw_sha256) REFERENCES files(sha256),
  CONSTRAINT inbound_mails_received_message_id_fkey FOREIGN KEY (received_message_id) REFERENCES messages(id)
);
CREATE INDEX inbound_mails_conversation ON inbound_mails USING btree (conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX inbound_mails_failed ON inbound_mails USING btree (id DESC) WHERE (state = 'failed'::text);
CREATE INDEX inbound_mails_message ON inbound_mails USING btree (received_message_id) WHERE (received_message_id IS NOT NULL);
CREATE INDEX inbound_mails_message_id ON inbound_mails USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE UNIQUE INDEX inbound_mails_raw ON inbound_mails USING btree (mailbox_id, raw_sha256) WHERE (raw_sha256 IS NOT NULL);
CREATE INDEX inbound_mails_sha ON inbound_mails USING btree (raw_sha256);
CREATE INDEX inbound_mails_waiting ON inbound_mails USING btree (id) WHERE (state = 'stored'::text);

CREATE TABLE incident_areas (
  incident_id bigint NOT NULL,
  area_id bigint NOT NULL,
  CONSTRAINT incident_areas_pkey PRIMARY KEY (incident_id, area_id),
  CONSTRAINT incident_areas_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id),
  CONSTRAINT incident_areas_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents(id)
);
CREATE INDEX incident_areas_area_id ON incident_areas USING btree (area_id);

CREATE TABLE incident_policy (
  only_row boolean DEFAULT true NOT NULL,
  suggest_from integer DEFAULT 5 NOT NULL,
  within_hours integer DEFAULT 2 NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  changed_by bigint,
  changed_at timestamp with time zone,
  CONSTRAINT incident_policy_pkey PRIMARY KEY (only_row),
  CONSTRAINT incident_policy_only_row_check CHECK (only_row),
  CONSTRAINT incident_policy_suggest_from_check CHECK (((suggest_from >= 2) AND (suggest_from <= 100))),
  CONSTRAINT incident_policy_within_hours_check CHECK (((within_hours >= 1) AND (within_hours <= 48))),
  CONSTRAINT incident_policy_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id)
);
CREATE INDEX incident_policy_changed_by ON incident_policy USING btree (changed_by);

CREATE TABLE incident_sounds (
  incident_id bigint NOT NULL,
  text text NOT NULL,
  prompt text,
  trouble jsonb,
  tried_at timestamp with time zone NOT NULL,
  CONSTRAINT incident_sounds_pkey PRIMARY KEY (incident_id),
  CONSTRAINT incident_sounds_prompt_key UNIQUE (prompt),
  CONSTRAINT incident_sounds_check CHECK (((prompt IS NULL) = (trouble IS NOT NULL))),
  CONSTRAINT incident_sounds_trouble_check CHECK ((jsonb_typeof(trouble) = 'object'::text)),
  CONSTRAINT incident_sounds_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents(id),
  CONSTRAINT incident_sounds_prompt_fkey FOREIGN KEY (prompt) REFERENCES hotline_prompts(name)
);

CREATE TABLE incidents (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  title text NOT NULL,
  told text NOT NULL,
  spoken text,
  category_id bigint,
  expected_end timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  idempotency_key text,
  declared_by bigint NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  changed_by bigint,
  changed_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by bigint,
  ended_why text,
  ended_reason text,
  CONSTRAINT incidents_pkey PRIMARY KEY (id),
  CONSTRAINT incidents_idempotency_key_key UNIQUE (idempotency_key),
  CONSTRAINT incidents_check CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
  CONSTRAINT incidents_check1 CHECK (((COALESCE(ended_why, ''::text) = 'by_hand'::text) = (ended_reason IS NOT NULL))),
  CONSTRAINT incidents_check2 CHECK (((ended_by IS NULL) OR (ended_at IS NOT NULL))),
  CONSTRAINT incidents_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 2000))),
  CONSTRAINT incidents_ended_why_check CHECK ((ended_why = ANY (ARRAY['by_hand'::text, 'answered'::text, 'declined'::text, 'merged'::text, 'sealed'::text]))),
  CONSTRAINT incidents_idempotency_key_check CHECK ((length(idempotency_key) <= 140)),
  CONSTRAINT incidents_spoken_check CHECK (((length(spoken) >= 1) AND (length(spoken) <= 1000))),
  CONSTRAINT incidents_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  CONSTRAINT incidents_told_check CHECK (((length(told) >= 1) AND (length(told) <= 2000))),
  CONSTRAINT incidents_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT incidents_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id),
  CONSTRAINT incidents_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id),
  CONSTRAINT incidents_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES users(id),
  CONSTRAINT incidents_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES users(id)
);
CREATE INDEX incidents_case_id ON incidents USING btree (case_id);
CREATE INDEX incidents_category_id ON incidents USING btree (category_id);
CREATE INDEX incidents_changed_by ON incidents USING btree (changed_by);
CREATE INDEX incidents_declared_by ON incidents USING btree (declared_by);
CREATE INDEX incidents_ended ON incidents USING btree (ended_at DESC, id DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX incidents_ended_by ON incidents USING btree (ended_by);
CREATE UNIQUE INDEX incidents_one_open ON incidents USING btree (case_id) WHERE (ended_at IS NULL);

CREATE TABLE installation (
  key text NOT NULL,
  value jsonb NOT NULL,
  CONSTRAINT installation_pkey PRIMARY KEY (key)
);

CREATE TABLE letter_switches (
  key text NOT NULL,
  enabled boolean NOT NULL,
  changed_by bigint,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT letter_switches_pkey PRIMARY KEY (key),
  CONSTRAINT letter_switches_key_check CHECK ((key ~ '^citizen\.[a-z0-9][a-z0-9_]{1,59}$'::text)),
  CONSTRAINT letter_switches_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id)
);
CREATE INDEX letter_switches_changed_by ON letter_switches USING btree (changed_by);

CREATE TABLE list_layouts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  view text,
  saved_view_id bigint,
  columns text[] NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT list_layouts_pkey PRIMARY KEY (id),
  CONSTRAINT list_layouts_user_id_view_saved_view_id_key UNIQUE NULLS NOT DISTINCT (user_id, view, saved_view_id),
  CONSTRAINT list_layouts_check CHECK ((num_nonnulls(view, saved_view_id) = 1)),
  CONSTRAINT list_layouts_columns_check CHECK ((cardinality(columns) > 0)),
  CONSTRAINT list_layouts_saved_view_id_fkey FOREIGN KEY (saved_view_id) REFERENCES saved_views(id) ON DELETE CASCADE,
  CONSTRAINT list_layouts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX list_layouts_saved ON list_layouts USING btree (saved_view_id) WHERE (saved_view_id IS NOT NULL);

CREATE TABLE mail_participants (
  conversation_id bigint NOT NULL,
  address text NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT mail_participants_pkey PRIMARY KEY (conversation_id, address),
  CONSTRAINT mail_participants_address_check CHECK ((address = lower(address))),
  CONSTRAINT mail_participants_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id)
);
CREATE INDEX mail_participants_address ON mail_participants USING btree (address);

CREATE TABLE mailboxes (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  address text NOT NULL,
  display_name text NOT NULL,
  source text NOT NULL,
  imap_host text,
  imap_port integer,
  imap_tls text,
  imap_user text,
  imap_secret text,
  smtp_host text,
  smtp_port integer,
  smtp_tls text,
  smtp_user text,
  smtp_secret text,
  authserv_id text,
  plus_addressing boolean DEFAULT true NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  state text DEFAULT 'new'::text NOT NULL,
  state_since timestamp with time zone NOT NULL,
  last_error text,
  last_contact_at timestamp with time zone,
  smtp_error text,
  smtp_error_at timestamp with time zone,
  uid_validity bigint,
  last_uid bigint DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT mailboxes_pkey PRIMARY KEY (id),
  CONSTRAINT mailboxes_code_key UNIQUE (code),
  CONSTRAINT mailboxes_address_check CHECK (((address = lower(address)) AND (address ~~ '%_@_%'::text))),
  CONSTRAINT mailboxes_check CHECK (((source = 'admin'::text) OR ((imap_secret IS NULL) AND (smtp_secret IS NULL)))),
  CONSTRAINT mailboxes_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text)),
  CONSTRAINT mailboxes_imap_port_check CHECK (((imap_port >= 1) AND (imap_port <= 65535))),
  CONSTRAINT mailboxes_imap_tls_check CHECK ((imap_tls = ANY (ARRAY['tls'::text, 'starttls'::text, 'plain'::text]))),
  CONSTRAINT mailboxes_smtp_port_check CHECK (((smtp_port >= 1) AND (smtp_port <= 65535))),
  CONSTRAINT mailboxes_smtp_tls_check CHECK ((smtp_tls = ANY (ARRAY['tls'::text, 'starttls'::text, 'plain'::text]))),
  CONSTRAINT mailboxes_source_check CHECK ((source = ANY (ARRAY['environment'::text, 'admin'::text]))),
  CONSTRAINT mailboxes_state_check CHECK ((state = ANY (ARRAY['new'::text, 'connecting'::text, 'listening'::text, 'failing'::text, 'stopped'::text])))
);
CREATE UNIQUE INDEX mailboxes_address ON mailboxes USING btree (address);

CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  conversation_id bigint NOT NULL,
  direction text NOT NULL,
  kind text NOT NULL,
  author_user_id bigint,
  author_name text NOT NULL,
  external_id text,
  in_reply_to text,
  subject text,
  body text NOT NULL,
  folded text,
  html text,
  state text NOT NULL,
  state_detail text,
  purpose text,
  case_id bigint,
  sent_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  quoted_id bigint,
  parts jsonb DEFAULT '[]'::jsonb NOT NULL,
  edited_at timestamp with time zone,
  edits jsonb DEFAULT '[]'::jsonb NOT NULL,
  retracted_at timestamp with time zone,
  reactions jsonb DEFAULT '[]'::jsonb NOT NULL,
  meta jsonb DEFAULT '{}'::jsonb NOT NULL,
  client_key text,
  stands_for_id bigint,
  fold text,
  CONSTRAINT messages_pkey PRIMARY KEY (id),
  CONSTRAINT messages_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  CONSTRAINT messages_kind_check CHECK ((kind = ANY (ARRAY['human'::text, 'auto'::text, 'notice'::text, 'note'::text]))),
  CONSTRAINT messages_state_check CHECK ((state = ANY (ARRAY['received'::text, 'queued'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'bounced'::text]))),
  CONSTRAINT messages_author_user_id_fkey FOREIGN KEY (author_user_id) REFERENCES users(id),
  CONSTRAINT messages_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT messages_quoted_id_fkey FOREIGN KEY (quoted_id) REFERENCES messages(id),
  CONSTRAINT messages_stands_for_id_fkey FOREIGN KEY (stands_for_id) REFERENCES messages(id)
);
CREATE INDEX messages_author ON messages USING btree (author_user_id) WHERE (author_user_id IS NOT NULL);
CREATE INDEX messages_case ON messages USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE UNIQUE INDEX messages_client_key ON messages USING btree (conversation_id, client_key) WHERE (client_key IS NOT NULL);
CREATE INDEX messages_conversation ON messages USING btree (conversation_id, id);
CREATE UNIQUE INDEX messages_external ON messages USING btree (conversation_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX messages_external_id ON messages USING btree (external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX messages_fold ON messages USING gin (fold gin_trgm_ops);
CREATE INDEX messages_quoted ON messages USING btree (quoted_id) WHERE (quoted_id IS NOT NULL);
CREATE UNIQUE INDEX messages_stands_for ON messages USING btree (stands_for_id) WHERE (stands_for_id IS NOT NULL);
CREATE INDEX messages_unsent ON messages USING btree (id) WHERE (state = 'queued'::text);

CREATE TABLE messenger_comments (
  account_id bigint NOT NULL,
  comment_id text NOT NULL,
  target text NOT NULL,
  post_id text NOT NULL,
  address text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone,
  reply_message_id bigint,
  replied_at timestamp with time zone,
  CONSTRAINT messenger_comments_pkey PRIMARY KEY (account_id, comment_id),
  CONSTRAINT messenger_comments_target_check CHECK ((target = ANY (ARRAY['comment'::text, 'post'::text]))),
  CONSTRAINT messenger_comments_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id),
  CONSTRAINT messenger_comments_reply_message_id_fkey FOREIGN KEY (reply_message_id) REFERENCES messages(id)
);
CREATE INDEX messenger_comments_address ON messenger_comments USING btree (account_id, address, created_at DESC);
CREATE INDEX messenger_comments_reply ON messenger_comments USING btree (reply_message_id) WHERE (reply_message_id IS NOT NULL);

CREATE TABLE messenger_pages (
  account_id bigint NOT NULL,
  dead_token text,
  dead_since timestamp with time zone,
  dead_why text,
  subscription_at timestamp with time zone,
  unsubscribed_since timestamp with time zone,
  unsubscribed_why text,
  CONSTRAINT messenger_pages_pkey PRIMARY KEY (account_id),
  CONSTRAINT messenger_pages_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id)
);

CREATE TABLE messenger_sends (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  message_id bigint NOT NULL,
  part integer NOT NULL,
  account_id bigint NOT NULL,
  address text NOT NULL,
  kind text NOT NULL,
  text_hash text,
  state text NOT NULL,
  external_id text,
  attempts integer DEFAULT 1 NOT NULL,
  error_code text,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT messenger_sends_pkey PRIMARY KEY (id),
  CONSTRAINT messenger_sends_message_id_part_key UNIQUE (message_id, part),
  CONSTRAINT messenger_sends_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'image'::text, 'audio'::text, 'video'::text, 'file'::text]))),
  CONSTRAINT messenger_sends_state_check CHECK ((state = ANY (ARRAY['sending'::text, 'unknown'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT messenger_sends_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id),
  CONSTRAINT messenger_sends_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id)
);
CREATE UNIQUE INDEX messenger_sends_external ON messenger_sends USING btree (account_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX messenger_sends_open ON messenger_sends USING btree (account_id, address, id) WHERE (state = ANY (ARRAY['sending'::text, 'unknown'::text]));

CREATE TABLE messenger_users (
  account_id bigint NOT NULL,
  user_id text NOT NULL,
  name text,
  picture_url text,
  profile_at timestamp with time zone,
  last_interaction_at timestamp with time zone,
  refused_code text,
  refused_at timestamp with time zone,
  other_app_at timestamp with time zone,
  referral jsonb,
  CONSTRAINT messenger_users_pkey PRIMARY KEY (account_id, user_id),
  CONSTRAINT messenger_users_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id)
);

CREATE TABLE notice_preferences (
  user_id bigint NOT NULL,
  kind text NOT NULL,
  on_desk boolean NOT NULL,
  mail text NOT NULL,
  CONSTRAINT notice_preferences_pkey PRIMARY KEY (user_id, kind),
  CONSTRAINT notice_preferences_mail_check CHECK ((mail = ANY (ARRAY['now'::text, 'digest'::text, 'none'::text]))),
  CONSTRAINT notice_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE notice_settings (
  user_id bigint NOT NULL,
  digest_hours smallint[] NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT notice_settings_pkey PRIMARY KEY (user_id),
  CONSTRAINT notice_settings_digest_hours_check CHECK (((cardinality(digest_hours) >= 1) AND (cardinality(digest_hours) <= 4))),
  CONSTRAINT notice_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE notices (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  event_id bigint NOT NULL,
  kind text NOT NULL,
  case_id bigint,
  conversation_id bigint,
  data jsonb DEFAULT '{}'::jsonb NOT NULL,
  on_desk boolean NOT NULL,
  created_at timestamp with time zone NOT NULL,
  read_at timestamp with time zone,
  mail_due_at timestamp with time zone,
  mail_id bigint,
  CONSTRAINT notices_pkey PRIMARY KEY (id),
  CONSTRAINT notices_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT notices_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT notices_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  CONSTRAINT notices_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES staff_mails(id),
  CONSTRAINT notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX notices_case ON notices USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX notices_conversation ON notices USING btree (conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX notices_event ON notices USING btree (event_id);
CREATE INDEX notices_mail ON notices USING btree (mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX notices_mail_due ON notices USING btree (mail_due_at, user_id) WHERE (mail_due_at IS NOT NULL);
CREATE UNIQUE INDEX notices_once ON notices USING btree (user_id, event_id);
CREATE INDEX notices_recent ON notices USING btree (user_id, id DESC) WHERE on_desk;
CREATE INDEX notices_unread ON notices USING btree (user_id, id DESC) WHERE (on_desk AND (read_at IS NULL));

CREATE TABLE offers (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  item_id bigint NOT NULL,
  user_id bigint NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  outcome text,
  CONSTRAINT offers_pkey PRIMARY KEY (id),
  CONSTRAINT offers_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT offers_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text, 'timed_out'::text, 'withdrawn'::text, 'given_back'::text]))),
  CONSTRAINT offers_item_id_fkey FOREIGN KEY (item_id) REFERENCES routing_items(id),
  CONSTRAINT offers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX offers_expires ON offers USING btree (expires_at) WHERE (ended_at IS NULL);
CREATE INDEX offers_item ON offers USING btree (item_id, id DESC);
CREATE UNIQUE INDEX offers_one_open ON offers USING btree (item_id) WHERE (ended_at IS NULL);
CREATE INDEX offers_open_user ON offers USING btree (user_id) WHERE (ended_at IS NULL);
CREATE INDEX offers_user ON offers USING btree (user_id, id DESC);

CREATE TABLE open_places (
  seat text NOT NULL,
  place text NOT NULL,
  process text NOT NULL,
  user_id bigint NOT NULL,
  writing text,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT open_places_pkey PRIMARY KEY (seat, place),
  CONSTRAINT open_places_writing_check CHECK ((writing ~ '^[a-z_]{1,40}$'::text))
);
CREATE INDEX open_places_place ON open_places USING btree (place);
CREATE INDEX open_places_process ON open_places USING btree (process);

CREATE TABLE outbound_attempts (
  outbound_id bigint NOT NULL,
  n integer NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  outcome text,
  response text,
  CONSTRAINT outbound_attempts_pkey PRIMARY KEY (outbound_id, n),
  CONSTRAINT outbound_attempts_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'refused'::text, 'later'::text]))),
  CONSTRAINT outbound_attempts_outbound_id_fkey FOREIGN KEY (outbound_id) REFERENCES outbound_mails(id)
);

CREATE TABLE outbound_mails (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  message_id bigint NOT NULL,
  conversation_id bigint NOT NULL,
  mailbox_id bigint,
  rfc_id text NOT NULL,
  recipient text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  next_attempt_at timestamp with time zone,
  response text,
  error text,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  bounced_at timestamp with time zone,
  CONSTRAINT outbound_mails_pkey PRIMARY KEY (id),
  CONSTRAINT outbound_mails_message_id_key UNIQUE (message_id),
  CONSTRAINT outbound_mails_rfc_id_key UNIQUE (rfc_id),
  CONSTRAINT outbound_mails_kind_check CHECK ((kind = ANY (ARRAY['human'::text, 'acknowledgement'::text, 'notification'::text]))),
  CONSTRAINT outbound_mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'bounced'::text]))),
  CONSTRAINT outbound_mails_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT outbound_mails_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id),
  CONSTRAINT outbound_mails_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id)
);
CREATE INDEX outbound_mails_automatic ON outbound_mails USING btree (recipient, created_at DESC) WHERE (kind <> 'human'::text);
CREATE INDEX outbound_mails_conversation ON outbound_mails USING btree (conversation_id);
CREATE INDEX outbound_mails_mailbox ON outbound_mails USING btree (mailbox_id);
CREATE INDEX outbound_mails_unsent ON outbound_mails USING btree (next_attempt_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE TABLE phone_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  session_id bigint,
  sip_user text NOT NULL,
  secret text NOT NULL,
  device text,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  registered_at timestamp with time zone,
  lost_at timestamp with time zone,
  removed_at timestamp with time zone,
  webrtc boolean DEFAULT true NOT NULL,
  place text,
  CONSTRAINT phone_accounts_pkey PRIMARY KEY (id),
  CONSTRAINT phone_accounts_sip_user_key UNIQUE (sip_user),
  CONSTRAINT phone_accounts_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE SET NULL,
  CONSTRAINT phone_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE UNIQUE INDEX phone_accounts_one ON phone_accounts USING btree (user_id) WHERE (removed_at IS NULL);
CREATE INDEX phone_accounts_session ON phone_accounts USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX phone_accounts_user ON phone_accounts USING btree (user_id);

CREATE TABLE portal_consents (
  case_id bigint NOT NULL,
  notice text NOT NULL,
  language text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  CONSTRAINT portal_consents_pkey PRIMARY KEY (case_id),
  CONSTRAINT portal_consents_language_check CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
  CONSTRAINT portal_consents_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);

CREATE TABLE portal_limits (
  key text NOT NULL,
  full_at timestamp with time zone NOT NULL,
  CONSTRAINT portal_limits_pkey PRIMARY KEY (key)
);
CREATE INDEX portal_limits_full_at ON portal_limits USING btree (full_at);

CREATE TABLE portal_receipts (
  case_id bigint NOT NULL,
  sealed_secret text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT portal_receipts_pkey PRIMARY KEY (case_id),
  CONSTRAINT portal_receipts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX portal_receipts_created ON portal_receipts USING btree (created_at);

CREATE TABLE presence (
  user_id bigint NOT NULL,
  state text NOT NULL,
  reason text,
  since timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  missed integer DEFAULT 0 NOT NULL,
  last_offer_at timestamp with time zone,
  CONSTRAINT presence_pkey PRIMARY KEY (user_id),
  CONSTRAINT presence_state_check CHECK ((state = ANY (ARRAY['available'::text, 'busy'::text, 'away'::text, 'reassigning'::text, 'offline'::text]))),
  CONSTRAINT presence_reason_fkey FOREIGN KEY (reason) REFERENCES presence_reasons(code),
  CONSTRAINT presence_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX presence_reason ON presence USING btree (reason) WHERE (reason IS NOT NULL);
CREATE INDEX presence_state ON presence USING btree (state) WHERE (state <> 'offline'::text);

CREATE TABLE presence_log (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  state text NOT NULL,
  reason text,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  set_by bigint,
  CONSTRAINT presence_log_pkey PRIMARY KEY (id),
  CONSTRAINT presence_log_check CHECK ((ended_at >= started_at)),
  CONSTRAINT presence_log_reason_fkey FOREIGN KEY (reason) REFERENCES presence_reasons(code),
  CONSTRAINT presence_log_set_by_fkey FOREIGN KEY (set_by) REFERENCES users(id),
  CONSTRAINT presence_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE UNIQUE INDEX presence_log_open ON presence_log USING btree (user_id) WHERE (ended_at IS NULL);
CREATE INDEX presence_log_reason ON presence_log USING btree (reason) WHERE (reason IS NOT NULL);
CREATE INDEX presence_log_set_by ON presence_log USING btree (set_by) WHERE (set_by IS NOT NULL);
CREATE INDEX presence_log_user ON presence_log USING btree (user_id, started_at DESC);

CREATE TABLE presence_reasons (
  code text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  state text NOT NULL,
  sort integer NOT NULL,
  active boolean DEFAULT true NOT NULL,
  system boolean DEFAULT false NOT NULL,
  CONSTRAINT presence_reasons_pkey PRIMARY KEY (code),
  CONSTRAINT presence_reasons_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,40}$'::text)),
  CONSTRAINT presence_reasons_state_check CHECK ((state = ANY (ARRAY['busy'::text, 'away'::text])))
);

CREATE TABLE publications (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id text NOT NULL,
  case_id bigint NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  answer text NOT NULL,
  fold text NOT NULL,
  allowed text[] DEFAULT '{}'::text[] NOT NULL,
  published_by bigint NOT NULL,
  published_at timestamp with time zone NOT NULL,
  withdrawn_by bigint,
  withdrawn_at timestamp with time zone,
  withdraw_reason text,
  CONSTRAINT publications_pkey PRIMARY KEY (id),
  CONSTRAINT publications_public_id_key UNIQUE (public_id),
  CONSTRAINT publications_check CHECK (((withdrawn_at IS NULL) = (withdraw_reason IS NULL))),
  CONSTRAINT publications_public_id_check CHECK ((public_id ~ '^[a-z0-9]{10,}$'::text)),
  CONSTRAINT publications_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT publications_published_by_fkey FOREIGN KEY (published_by) REFERENCES users(id),
  CONSTRAINT publications_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES users(id)
);
CREATE INDEX publications_case ON publications USING btree (case_id);
CREATE UNIQUE INDEX publications_one ON publications USING btree (case_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX publications_published_by ON publications USING btree (published_by);
CREATE INDEX publications_recent ON publications USING btree (published_at DESC, id DESC) WHERE (withdrawn_at IS NULL);
CREATE INDEX publications_withdrawn_by ON publications USING btree (withdrawn_by) WHERE (withdrawn_by IS NOT NULL);

CREATE TABLE queue_members (
  queue_id bigint NOT NULL,
  user_id bigint NOT NULL,
  CONSTRAINT queue_members_pkey PRIMARY KEY (queue_id, user_id),
  CONSTRAINT queue_members_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES queues(id),
  CONSTRAINT queue_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX queue_members_user ON queue_members USING btree (user_id);

CREATE TABLE queues (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  "position" integer NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  is_default boolean DEFAULT false NOT NULL,
  kinds text[] DEFAULT '{}'::text[] NOT NULL,
  channels text[] DEFAULT '{}'::text[] NOT NULL,
  categories text[] DEFAULT '{}'::text[] NOT NULL,
  languages text[] DEFAULT '{}'::text[] NOT NULL,
  strategy text DEFAULT 'longest_idle'::text NOT NULL,
  everybody boolean DEFAULT false NOT NULL,
  skills text[] DEFAULT '{}'::text[] NOT NULL,
  calendar_id bigint,
  sticky_seconds integer DEFAULT 120 NOT NULL,
  reoffer_seconds integer DEFAULT 60 NOT NULL,
  relax_skills_seconds integer DEFAULT 120,
  reserve_seconds integer DEFAULT 30 NOT NULL,
  offer_seconds integer,
  max_length integer,
  overflow_queue_id bigint,
  overflow_after_seconds integer,
  overflow_length integer,
  full_answer text,
  closed_answer text,
  CONSTRAINT queues_pkey PRIMARY KEY (id),
  CONSTRAINT queues_code_key UNIQUE (code),
  CONSTRAINT queues_check CHECK ((overflow_queue_id <> id)),
  CONSTRAINT queues_check1 CHECK ((enabled OR (NOT is_default))),
  CONSTRAINT queues_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text)),
  CONSTRAINT queues_kinds_check CHECK ((kinds <@ ARRAY['call'::text, 'chat'::text, 'callback'::text, 'case'::text, 'mail'::text])),
  CONSTRAINT queues_max_length_check CHECK (((max_length >= 1) AND (max_length <= 100000))),
  CONSTRAINT queues_offer_seconds_check CHECK (((offer_seconds >= 5) AND (offer_seconds <= 3600))),
  CONSTRAINT queues_overflow_after_seconds_check CHECK (((overflow_after_seconds >= 1) AND (overflow_after_seconds <= 86400))),
  CONSTRAINT queues_overflow_length_check CHECK (((overflow_length >= 1) AND (overflow_length <= 100000))),
  CONSTRAINT queues_relax_skills_seconds_check CHECK (((relax_skills_seconds >= 0) AND (relax_skills_seconds <= 86400))),
  CONSTRAINT queues_reoffer_seconds_check CHECK (((reoffer_seconds >= 0) AND (reoffer_seconds <= 3600))),
  CONSTRAINT queues_reserve_seconds_check CHECK (((reserve_seconds >= 0) AND (reserve_seconds <= 3600))),
  CONSTRAINT queues_sticky_seconds_check CHECK (((sticky_seconds >= 0) AND (sticky_seconds <= 86400))),
  CONSTRAINT queues_strategy_check CHECK ((strategy = ANY (ARRAY['longest_idle'::text, 'least_loaded'::text, 'round_robin'::text]))),
  CONSTRAINT queues_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id),
  CONSTRAINT queues_overflow_queue_id_fkey FOREIGN KEY (overflow_queue_id) REFERENCES queues(id)
);
CREATE INDEX queues_calendar ON queues USING btree (calendar_id) WHERE (calendar_id IS NOT NULL);
CREATE UNIQUE INDEX queues_one_default ON queues USING btree (is_default) WHERE is_default;
CREATE INDEX queues_overflow ON queues USING btree (overflow_queue_id) WHERE (overflow_queue_id IS NOT NULL);

CREATE TABLE ratings (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id bigint NOT NULL,
  satisfied boolean NOT NULL,
  reason text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT ratings_pkey PRIMARY KEY (id),
  CONSTRAINT ratings_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE UNIQUE INDEX ratings_once ON ratings USING btree (case_id);

CREATE TABLE recording_files (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text NOT NULL,
  sealed_key text,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  plain_sha256 text NOT NULL,
  plain_size bigint NOT NULL,
  media_type text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  erased_at timestamp with time zone,
  CONSTRAINT recording_files_pkey PRIMARY KEY (id),
  CONSTRAINT recording_files_name_key UNIQUE (name),
  CONSTRAINT recording_files_sha256_key UNIQUE (sha256),
  CONSTRAINT recording_files_check CHECK (((sealed_key IS NULL) = (erased_at IS NOT NULL))),
  CONSTRAINT recording_files_name_check CHECK ((name ~ '^[A-Za-z0-9][A-Za-z0-9_.+-]{0,149}$'::text)),
  CONSTRAINT recording_files_plain_sha256_check CHECK ((plain_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT recording_files_plain_size_check CHECK ((plain_size >= 0)),
  CONSTRAINT recording_files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT recording_files_size_check CHECK ((size > 0))
);
CREATE INDEX recording_files_kept ON recording_files USING btree (created_at) WHERE (erased_at IS NULL);

CREATE TABLE recording_hearings (
  recording_id bigint NOT NULL,
  user_id bigint NOT NULL,
  began_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT recording_hearings_pkey PRIMARY KEY (recording_id, user_id),
  CONSTRAINT recording_hearings_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES call_recordings(id),
  CONSTRAINT recording_hearings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX recording_hearings_user ON recording_hearings USING btree (user_id);

CREATE TABLE recording_holds (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  recording_id bigint NOT NULL,
  reason text NOT NULL,
  held_by bigint,
  held_at timestamp with time zone NOT NULL,
  lifted_by bigint,
  lifted_at timestamp with time zone,
  CONSTRAINT recording_holds_pkey PRIMARY KEY (id),
  CONSTRAINT recording_holds_check CHECK (((lifted_by IS NULL) OR (lifted_at IS NOT NULL))),
  CONSTRAINT recording_holds_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  CONSTRAINT recording_holds_held_by_fkey FOREIGN KEY (held_by) REFERENCES users(id),
  CONSTRAINT recording_holds_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES users(id),
  CONSTRAINT recording_holds_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES call_recordings(id)
);
CREATE INDEX recording_holds_held_by ON recording_holds USING btree (held_by);
CREATE INDEX recording_holds_lifted_by ON recording_holds USING btree (lifted_by);
CREATE UNIQUE INDEX recording_holds_one ON recording_holds USING btree (recording_id) WHERE (lifted_at IS NULL);
CREATE INDEX recording_holds_recording ON recording_holds USING btree (recording_id);

CREATE TABLE reply_templates (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  channels text[] DEFAULT '{}'::text[] NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  created_by bigint,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT reply_templates_pkey PRIMARY KEY (id),
  CONSTRAINT reply_templates_key_key UNIQUE (key),
  CONSTRAINT reply_templates_key_check CHECK ((key ~ '^(reply|answer)\.[a-z0-9][a-z0-9_]{1,59}$'::text)),
  CONSTRAINT reply_templates_name_check CHECK ((name <> ''::text)),
  CONSTRAINT reply_templates_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
);
CREATE INDEX reply_templates_created_by ON reply_templates USING btree (created_by);

CREATE TABLE routing_agents (
  user_id bigint NOT NULL,
  capacity integer DEFAULT 60 NOT NULL,
  CONSTRAINT routing_agents_pkey PRIMARY KEY (user_id),
  CONSTRAINT routing_agents_capacity_check CHECK (((capacity >= 0) AND (capacity <= 60))),
  CONSTRAINT routing_agents_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE routing_items (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  title text NOT NULL,
  state text NOT NULL,
  queue_id bigint NOT NULL,
  owner_id bigint,
  conversation_id bigint,
  case_id bigint,
  channel text,
  language text,
  weight integer NOT NULL,
  exclusive boolean NOT NULL,
  yields boolean NOT NULL,
  priority integer NOT NULL,
  ageing_seconds integer NOT NULL,
  skills text[] DEFAULT '{}'::text[] NOT NULL,
  prefer_agent_id bigint,
  except_unit_id bigint,
  created_at timestamp with time zone NOT NULL,
  waiting_since timestamp with time zone NOT NULL,
  queued_at timestamp with time zone NOT NULL,
  overflowed_from bigint,
  owned_at timestamp with time zone,
  first_owned_at timestamp with time zone,
  finished_at timestamp with time zone,
  finish_reason text,
  CONSTRAINT routing_items_pkey PRIMARY KEY (id),
  CONSTRAINT routing_items_ageing_seconds_check CHECK ((ageing_seconds > 0)),
  CONSTRAINT routing_items_check CHECK ((((state = ANY (ARRAY['waiting'::text, 'offered'::text])) AND (owner_id IS NULL)) OR ((state = 'owned'::text) AND (owner_id IS NOT NULL)) OR (state = 'finished'::text))),
  CONSTRAINT routing_items_check1 CHECK (((state = 'finished'::text) = (finished_at IS NOT NULL))),
  CONSTRAINT routing_items_priority_check CHECK (((priority >= 0) AND (priority <= 9))),
  CONSTRAINT routing_items_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'owned'::text, 'finished'::text]))),
  CONSTRAINT routing_items_weight_check CHECK (((weight >= 1) AND (weight <= 60))),
  CONSTRAINT routing_items_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT routing_items_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT routing_items_except_unit_id_fkey FOREIGN KEY (except_unit_id) REFERENCES units(id),
  CONSTRAINT routing_items_kind_fkey FOREIGN KEY (kind) REFERENCES routing_kinds(kind),
  CONSTRAINT routing_items_overflowed_from_fkey FOREIGN KEY (overflowed_from) REFERENCES queues(id),
  CONSTRAINT routing_items_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  CONSTRAINT routing_items_prefer_agent_id_fkey FOREIGN KEY (prefer_agent_id) REFERENCES users(id),
  CONSTRAINT routing_items_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES queues(id)
);
CREATE INDEX routing_items_case ON routing_items USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX routing_items_conversation ON routing_items USING btree (conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX routing_items_except ON routing_items USING btree (except_unit_id) WHERE (except_unit_id IS NOT NULL);
CREATE INDEX routing_items_finished ON routing_items USING btree (queue_id, finished_at DESC) WHERE (state = 'finished'::text);
CREATE INDEX routing_items_kind ON routing_items USING btree (kind);
CREATE INDEX routing_items_open_queue ON routing_items USING btree (queue_id, state) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));
CREATE INDEX routing_items_overflowed ON routing_items USING btree (overflowed_from) WHERE (overflowed_from IS NOT NULL);
CREATE INDEX routing_items_owned ON routing_items USING btree (owner_id) WHERE (state = 'owned'::text);
CREATE INDEX routing_items_owner ON routing_items USING btree (owner_id, finished_at DESC) WHERE (owner_id IS NOT NULL);
CREATE INDEX routing_items_prefer ON routing_items USING btree (prefer_agent_id) WHERE (prefer_agent_id IS NOT NULL);
CREATE INDEX routing_items_queue ON routing_items USING btree (queue_id);
CREATE UNIQUE INDEX routing_items_subject ON routing_items USING btree (subject) WHERE (state <> 'finished'::text);
CREATE INDEX routing_items_waiting ON routing_items USING btree (queued_at) WHERE (state = 'waiting'::text);

CREATE TABLE routing_kinds (
  kind text NOT NULL,
  weight integer NOT NULL,
  exclusive boolean NOT NULL,
  yields boolean NOT NULL,
  priority integer NOT NULL,
  ageing_seconds integer NOT NULL,
  offer_seconds integer NOT NULL,
  keep_seconds integer,
  CONSTRAINT routing_kinds_pkey PRIMARY KEY (kind),
  CONSTRAINT routing_kinds_ageing_seconds_check CHECK (((ageing_seconds >= 1) AND (ageing_seconds <= 86400))),
  CONSTRAINT routing_kinds_keep_seconds_check CHECK (((keep_seconds >= 0) AND (keep_seconds <= 604800))),
  CONSTRAINT routing_kinds_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'chat'::text, 'callback'::text, 'case'::text, 'mail'::text]))),
  CONSTRAINT routing_kinds_offer_seconds_check CHECK (((offer_seconds >= 5) AND (offer_seconds <= 3600))),
  CONSTRAINT routing_kinds_priority_check CHECK (((priority >= 0) AND (priority <= 9))),
  CONSTRAINT routing_kinds_weight_check CHECK (((weight >= 1) AND (weight <= 60)))
);

CREATE TABLE routing_settings (
  id boolean DEFAULT true NOT NULL,
  offline_after_seconds integer DEFAULT 60 NOT NULL,
  missed_limit integer DEFAULT 2 NOT NULL,
  CONSTRAINT routing_settings_pkey PRIMARY KEY (id),
  CONSTRAINT routing_settings_id_check CHECK (id),
  CONSTRAINT routing_settings_missed_limit_check CHECK (((missed_limit >= 1) AND (missed_limit <= 20))),
  CONSTRAINT routing_settings_offline_after_seconds_check CHECK (((offline_after_seconds >= 20) AND (offline_after_seconds <= 3600)))
);

CREATE TABLE saved_views (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  owner_id bigint NOT NULL,
  unit_id bigint,
  name text NOT NULL,
  view text NOT NULL,
  filters jsonb DEFAULT '{}'::jsonb NOT NULL,
  columns text[],
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT saved_views_pkey PRIMARY KEY (id),
  CONSTRAINT saved_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  CONSTRAINT saved_views_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE UNIQUE INDEX saved_views_name ON saved_views USING btree (owner_id, lower(name));
CREATE INDEX saved_views_unit ON saved_views USING btree (unit_id) WHERE (unit_id IS NOT NULL);

CREATE TABLE sessions (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  token_hash bytea NOT NULL,
  user_id bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  address text NOT NULL,
  user_agent text NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_token_hash_key UNIQUE (token_hash),
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX sessions_user ON sessions USING btree (user_id);

CREATE TABLE sign_in_failures (
  key text NOT NULL,
  failures integer NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT sign_in_failures_pkey PRIMARY KEY (key)
);

CREATE TABLE staff_mails (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  rfc_id text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  state text DEFAULT 'queued'::text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  detail text,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  CONSTRAINT staff_mails_pkey PRIMARY KEY (id),
  CONSTRAINT staff_mails_rfc_id_key UNIQUE (rfc_id),
  CONSTRAINT staff_mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT staff_mails_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX staff_mails_open ON staff_mails USING btree (id) WHERE (state = 'queued'::text);
CREATE INDEX staff_mails_user ON staff_mails USING btree (user_id, id);

CREATE TABLE suppressed_addresses (
  address text NOT NULL,
  reason text NOT NULL,
  detail text,
  since timestamp with time zone NOT NULL,
  CONSTRAINT suppressed_addresses_pkey PRIMARY KEY (address),
  CONSTRAINT suppressed_addresses_address_check CHECK ((address = lower(address))),
  CONSTRAINT suppressed_addresses_reason_check CHECK ((reason = ANY (ARRAY['bounced'::text, 'complaint'::text, 'admin'::text])))
);

CREATE TABLE template_versions (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  language text NOT NULL,
  version integer NOT NULL,
  subject text,
  body text,
  created_by bigint,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT template_versions_pkey PRIMARY KEY (id),
  CONSTRAINT template_versions_key_language_version_key UNIQUE (key, language, version),
  CONSTRAINT template_versions_body_check CHECK ((body <> ''::text)),
  CONSTRAINT template_versions_check CHECK (((body IS NOT NULL) OR (subject IS NULL))),
  CONSTRAINT template_versions_language_check CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
  CONSTRAINT template_versions_version_check CHECK ((version > 0)),
  CONSTRAINT template_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
);
CREATE INDEX template_versions_created_by ON template_versions USING btree (created_by);

CREATE TABLE units (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  short_name text NOT NULL,
  kind text NOT NULL,
  parent_id bigint,
  area_id bigint,
  routing_role boolean DEFAULT false NOT NULL,
  source text,
  verified boolean DEFAULT false NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT units_pkey PRIMARY KEY (id),
  CONSTRAINT units_code_key UNIQUE (code),
  CONSTRAINT units_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT units_check1 CHECK ((parent_id <> id)),
  CONSTRAINT units_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]*$'::text)),
  CONSTRAINT units_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id),
  CONSTRAINT units_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES units(id)
);
CREATE INDEX units_area ON units USING btree (area_id);
CREATE INDEX units_parent ON units USING btree (parent_id);

CREATE TABLE user_roles (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  unit_id bigint NOT NULL,
  role text NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  CONSTRAINT user_roles_pkey PRIMARY KEY (id),
  CONSTRAINT user_roles_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT user_roles_role_check CHECK ((role = ANY (ARRAY['agent'::text, 'supervisor'::text, 'officer'::text, 'unit_leader'::text, 'province_leader'::text, 'publisher'::text, 'admin'::text]))),
  CONSTRAINT user_roles_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id),
  CONSTRAINT user_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE UNIQUE INDEX user_roles_open ON user_roles USING btree (user_id, unit_id, role) WHERE (valid_to IS NULL);
CREATE INDEX user_roles_unit ON user_roles USING btree (unit_id, role);
CREATE INDEX user_roles_user ON user_roles USING btree (user_id);

CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  username text NOT NULL,
  display_name text NOT NULL,
  email text,
  phone text,
  password_hash text,
  must_change_password boolean DEFAULT true NOT NULL,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_username_key UNIQUE (username),
  CONSTRAINT users_username_check CHECK ((username ~ '^[a-z0-9][a-z0-9._-]*$'::text))
);
CREATE UNIQUE INDEX users_email ON users USING btree (lower(email)) WHERE (email IS NOT NULL);

CREATE TABLE widget_cases (
  case_id bigint NOT NULL,
  visitor_id bigint NOT NULL,
  client_id text NOT NULL,
  sealed_secret text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT widget_cases_pkey PRIMARY KEY (case_id),
  CONSTRAINT widget_cases_visitor_id_client_id_key UNIQUE (visitor_id, client_id),
  CONSTRAINT widget_cases_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT widget_cases_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES widget_visitors(id)
);
CREATE INDEX widget_cases_created ON widget_cases USING btree (created_at) WHERE (sealed_secret IS NOT NULL);

CREATE TABLE widget_consents (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  visitor_id bigint NOT NULL,
  notice text NOT NULL,
  language text NOT NULL,
  origin text,
  given_at timestamp with time zone NOT NULL,
  CONSTRAINT widget_consents_pkey PRIMARY KEY (id),
  CONSTRAINT widget_consents_language_check CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
  CONSTRAINT widget_consents_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES widget_visitors(id)
);
CREATE INDEX widget_consents_visitor ON widget_consents USING btree (visitor_id);

CREATE TABLE widget_events (
  conversation_id bigint NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  message_id bigint,
  data jsonb DEFAULT '{}'::jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT widget_events_pkey PRIMARY KEY (conversation_id, seq),
  CONSTRAINT widget_events_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'edit'::text, 'delete'::text, 'read'::text, 'status'::text, 'assignment'::text]))),
  CONSTRAINT widget_events_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES widget_threads(conversation_id),
  CONSTRAINT widget_events_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id)
);
CREATE INDEX widget_events_changes ON widget_events USING btree (message_id) WHERE ((kind <> 'message'::text) AND (message_id IS NOT NULL));
CREATE UNIQUE INDEX widget_events_message ON widget_events USING btree (message_id) WHERE (kind = 'message'::text);

CREATE TABLE widget_limits (
  key text NOT NULL,
  full_at timestamp with time zone NOT NULL,
  CONSTRAINT widget_limits_pkey PRIMARY KEY (key)
);
CREATE INDEX widget_limits_full_at ON widget_limits USING btree (full_at);

CREATE TABLE widget_messages (
  visitor_id bigint NOT NULL,
  client_id text NOT NULL,
  content_hash bytea NOT NULL,
  message_id bigint NOT NULL,
  CONSTRAINT widget_messages_pkey PRIMARY KEY (visitor_id, client_id),
  CONSTRAINT widget_messages_message_id_key UNIQUE (message_id),
  CONSTRAINT widget_messages_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  CONSTRAINT widget_messages_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES widget_visitors(id)
);

CREATE TABLE widget_sessions (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  token_hash bytea NOT NULL,
  visitor_id bigint NOT NULL,
  origin text,
  follows_id bigint,
  used_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT widget_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT widget_sessions_token_hash_key UNIQUE (token_hash),
  CONSTRAINT widget_sessions_follows_id_fkey FOREIGN KEY (follows_id) REFERENCES widget_sessions(id) ON DELETE SET NULL,
  CONSTRAINT widget_sessions_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES widget_visitors(id)
);
CREATE INDEX widget_sessions_expires ON widget_sessions USING btree (expires_at);
CREATE INDEX widget_sessions_follows ON widget_sessions USING btree (follows_id) WHERE (follows_id IS NOT NULL);
CREATE INDEX widget_sessions_visitor ON widget_sessions USING btree (visitor_id);

CREATE TABLE widget_sites (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  origins text[] DEFAULT '{}'::text[] NOT NULL,
  colour text DEFAULT '#1456b8'::text NOT NULL,
  side text DEFAULT 'right'::text NOT NULL,
  texts jsonb DEFAULT '{}'::jsonb NOT NULL,
  topics jsonb DEFAULT '[]'::jsonb NOT NULL,
  calendar_id bigint,
  identity_secret text,
  identity_required boolean DEFAULT false NOT NULL,
  reopen_days smallint DEFAULT 3 NOT NULL,
  idle_minutes smallint DEFAULT 60 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT widget_sites_pkey PRIMARY KEY (id),
  CONSTRAINT widget_sites_code_key UNIQUE (code),
  CONSTRAINT widget_sites_key_key UNIQUE (key),
  CONSTRAINT widget_sites_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{1,39}$'::text)),
  CONSTRAINT widget_sites_colour_check CHECK ((colour ~ '^#[0-9a-f]{6}$'::text)),
  CONSTRAINT widget_sites_idle_minutes_check CHECK (((idle_minutes >= 0) AND (idle_minutes <= 1440))),
  CONSTRAINT widget_sites_key_check CHECK ((key ~ '^wk_[a-z0-9_-]{4,60}$'::text)),
  CONSTRAINT widget_sites_reopen_days_check CHECK (((reopen_days >= 0) AND (reopen_days <= 30))),
  CONSTRAINT widget_sites_side_check CHECK ((side = ANY (ARRAY['left'::text, 'right'::text]))),
  CONSTRAINT widget_sites_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id)
);
CREATE INDEX widget_sites_calendar ON widget_sites USING btree (calendar_id) WHERE (calendar_id IS NOT NULL);

CREATE TABLE widget_threads (
  conversation_id bigint NOT NULL,
  visitor_id bigint NOT NULL,
  site_id bigint NOT NULL,
  topic text,
  last_seq bigint DEFAULT 0 NOT NULL,
  delivered_seq bigint DEFAULT 0 NOT NULL,
  read_seq bigint DEFAULT 0 NOT NULL,
  active_at timestamp with time zone NOT NULL,
  warned_at timestamp with time zone,
  transcripts smallint DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  CONSTRAINT widget_threads_pkey PRIMARY KEY (conversation_id),
  CONSTRAINT widget_threads_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  CONSTRAINT widget_threads_site_id_fkey FOREIGN KEY (site_id) REFERENCES widget_sites(id),
  CONSTRAINT widget_threads_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES widget_visitors(id)
);
CREATE INDEX widget_threads_idle ON widget_threads USING btree (active_at) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX widget_threads_one_open ON widget_threads USING btree (visitor_id) WHERE (closed_at IS NULL);
CREATE INDEX widget_threads_site ON widget_threads USING btree (site_id);
CREATE INDEX widget_threads_visitor ON widget_threads USING btree (visitor_id, conversation_id DESC);

CREATE TABLE widget_uploads (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id text NOT NULL,
  visitor_id bigint NOT NULL,
  client_id text NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  used boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT widget_uploads_pkey PRIMARY KEY (id),
  CONSTRAINT widget_uploads_public_id_key UNIQUE (public_id),
  CONSTRAINT widget_uploads_visitor_id_client_id_key UNIQUE (visitor_id, client_id),
  CONSTRAINT widget_uploads_sha256_fkey FOREIGN KEY (sha256) REFERENCES files(sha256),
  CONSTRAINT widget_uploads_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES widget_visitors(id)
);
CREATE INDEX widget_uploads_sha256 ON widget_uploads USING btree (sha256);
CREATE INDEX widget_uploads_unused ON widget_uploads USING btree (created_at) WHERE (NOT used);

CREATE TABLE widget_visitors (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  site_id bigint NOT NULL,
  public_id text NOT NULL,
  external_id text,
  name text,
  phone text,
  email text,
  language text DEFAULT 'vi'::text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  CONSTRAINT widget_visitors_pkey PRIMARY KEY (id),
  CONSTRAINT widget_visitors_public_id_key UNIQUE (public_id),
  CONSTRAINT widget_visitors_site_id_external_id_key UNIQUE (site_id, external_id),
  CONSTRAINT widget_visitors_language_check CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
  CONSTRAINT widget_visitors_site_id_fkey FOREIGN KEY (site_id) REFERENCES widget_sites(id)
);
CREATE INDEX widget_visitors_seen ON widget_visitors USING btree (last_seen_at);

CREATE TABLE zalo_sends (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  message_id bigint NOT NULL,
  part integer NOT NULL,
  account_id bigint NOT NULL,
  user_id text NOT NULL,
  kind text NOT NULL,
  text_hash text,
  state text NOT NULL,
  external_id text,
  attempts integer DEFAULT 1 NOT NULL,
  error_code integer,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT zalo_sends_pkey PRIMARY KEY (id),
  CONSTRAINT zalo_sends_message_id_part_key UNIQUE (message_id, part),
  CONSTRAINT zalo_sends_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'image'::text, 'gif'::text, 'file'::text, 'form'::text]))),
  CONSTRAINT zalo_sends_state_check CHECK ((state = ANY (ARRAY['sending'::text, 'unknown'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT zalo_sends_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id),
  CONSTRAINT zalo_sends_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id)
);
CREATE UNIQUE INDEX zalo_sends_external ON zalo_sends USING btree (account_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX zalo_sends_open ON zalo_sends USING btree (account_id, user_id, id) WHERE (state = ANY (ARRAY['sending'::text, 'unknown'::text]));
CREATE INDEX zalo_sends_user ON zalo_sends USING btree (account_id, user_id, started_at);

CREATE TABLE zalo_sign_ins (
  state text NOT NULL,
  account_id bigint NOT NULL,
  verifier text NOT NULL,
  begun_by bigint,
  begun_at timestamp with time zone NOT NULL,
  CONSTRAINT zalo_sign_ins_pkey PRIMARY KEY (state),
  CONSTRAINT zalo_sign_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id),
  CONSTRAINT zalo_sign_ins_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES users(id)
);
CREATE INDEX zalo_sign_ins_account ON zalo_sign_ins USING btree (account_id);
CREATE INDEX zalo_sign_ins_begun_by ON zalo_sign_ins USING btree (begun_by) WHERE (begun_by IS NOT NULL);

CREATE TABLE zalo_tokens (
  account_id bigint NOT NULL,
  access text,
  access_expires_at timestamp with time zone,
  refresh text,
  seed text NOT NULL,
  asked_at timestamp with time zone,
  renewed_at timestamp with time zone,
  failures integer DEFAULT 0 NOT NULL,
  retry_at timestamp with time zone,
  reauth_since timestamp with time zone,
  reauth_why text,
  CONSTRAINT zalo_tokens_pkey PRIMARY KEY (account_id),
  CONSTRAINT zalo_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id)
);

CREATE TABLE zalo_users (
  account_id bigint NOT NULL,
  user_id text NOT NULL,
  display_name text,
  avatar_url text,
  follows boolean,
  last_interaction_at timestamp with time zone,
  profile_at timestamp with time zone,
  quota_kind text,
  quota_remain integer,
  quota_total integer,
  quota_at timestamp with time zone,
  refused_code integer,
  refused_at timestamp with time zone,
  shared jsonb,
  shared_at timestamp with time zone,
  call_consent text,
  call_consent_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  CONSTRAINT zalo_users_pkey PRIMARY KEY (account_id, user_id),
  CONSTRAINT zalo_users_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_accounts(id)
);
