-- Who has what open just now, for colleagues at the same case. Worth nothing after a crash, so it is not logged; never
-- backed up. Processes tell each other of changes by NOTIFY and keep their own rows fresh.
create unlogged table open_places (
  -- one window of one person
  seat text not null,
  -- `case:1022-261128-0001`, `conversation:12`
  place text not null,
  -- the process that holds the window's line; a process that has died stops renewing
  process text not null,
  -- no foreign key: nothing of this outlives its window, and a restore must not stumble over what a killed process left
  user_id bigint not null,
  -- the form in which that person is writing
  writing text check (writing ~ '^[a-z_]{1,40}$'),
  seen_at timestamptz not null,
  primary key (seat, place)
);
create index open_places_place on open_places (place);
create index open_places_process on open_places (process);

-- The same press twice (a lost answer, two windows) is one action: the key that the desk gave to what it sent.
create table action_keys (
  user_id bigint not null references users (id),
  -- code of the case, action, and the desk's key
  key text not null check (length(key) between 8 and 200),
  case_id bigint not null references cases (id),
  -- the version that the action made
  version integer not null,
  at timestamptz not null,
  primary key (user_id, key)
);
create index action_keys_case_id on action_keys (case_id);
