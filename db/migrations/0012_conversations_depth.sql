-- What a desk needs to know of a conversation, what chat channels say beyond text, merging of citizens, call-backs.
alter table conversations
  add column state text not null default 'open' check (state in ('open', 'closed')),
  add column owner_id bigint references users (id),
  add column disposition text,
  add column closed_at timestamptz,
  add column closed_by bigint references users (id),
  -- newest message of the citizen; reply windows of providers count from here
  add column last_in_at timestamptz,
  -- oldest message of the citizen that nobody has answered yet; null when it is not our turn
  add column waiting_since timestamptz,
  -- messages of the citizen since a person last looked
  add column unread int not null default 0 check (unread >= 0),
  -- facts of the provider about the thread, kept for its adapter
  add column meta jsonb not null default '{}',
  add constraint conversations_closed check ((state = 'closed') = (closed_at is not null));
create index conversations_owner on conversations (owner_id, last_message_at desc, id desc) where owner_id is not null;
create index conversations_closed_by on conversations (closed_by) where closed_by is not null;
create index conversations_open on conversations (last_message_at desc, id desc) where state = 'open';
create index conversations_waiting on conversations (waiting_since, id) where waiting_since is not null;
create index conversations_channel on conversations (channel, last_message_at desc, id desc);
create index conversations_thread on conversations (channel, account, address, id desc);

update conversations c set last_in_at = m.at
from (select conversation_id, max(sent_at) as at from messages where direction = 'in' and kind = 'human' group by 1) m
where m.conversation_id = c.id;
-- A thread whose cases are all over has been dealt with; the others stay open.
update conversations c set state = 'closed', closed_at = c.last_message_at
where exists (select 1 from cases k where k.conversation_id = c.id)
  and not exists (select 1 from cases k where k.conversation_id = c.id and k.closed_at is null);
-- Without a case, the citizen waits for us when his message is the last one a person wrote.
update conversations c set waiting_since = c.last_in_at
where c.state = 'open' and c.last_in_at is not null
  and not exists (select 1 from cases k where k.conversation_id = c.id)
  and not exists (select 1 from messages m where m.conversation_id = c.id and m.direction = 'out' and m.kind = 'human'
    and m.created_at > c.last_in_at);
-- The citizen of a thread is the one of its newest case.
update conversations c set citizen_id = k.citizen_id
from (select distinct on (conversation_id) conversation_id, citizen_id from cases
  where conversation_id is not null and citizen_id is not null order by conversation_id, id desc) k
where k.conversation_id = c.id and c.citizen_id is null;

alter table messages
  add column quoted_id bigint references messages (id),
  -- what is no text and no file: stickers, places, links, contacts (contract MessagePart)
  add column parts jsonb not null default '[]',
  add column edited_at timestamptz,
  -- earlier wordings, oldest first: [{at, text}]
  add column edits jsonb not null default '[]',
  add column retracted_at timestamptz,
  -- [{by, emoji, at}]
  add column reactions jsonb not null default '[]',
  add column meta jsonb not null default '{}',
  -- chosen by the sender's screen: the same key again is the same message
  add column client_key text,
  -- the message that could not be delivered and that this one repeats on another way
  add column stands_for_id bigint references messages (id),
  -- author, subject and the beginning of the text without marks, for the search of the inbox
  add column fold text;
update messages set fold = unaccent(lower(normalize(left(concat_ws(' ', author_name, subject, body), 2000), NFC)));
create index messages_quoted on messages (quoted_id) where quoted_id is not null;
create unique index messages_client_key on messages (conversation_id, client_key) where client_key is not null;
create unique index messages_stands_for on messages (stands_for_id) where stands_for_id is not null;
create index messages_fold on messages using gin (fold gin_trgm_ops);

-- Words by which a conversation is closed; an administrator edits them.
create table dispositions (
  code text primary key check (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  name text not null,
  sort int not null,
  active boolean not null default true
);
insert into dispositions (code, name, sort) values
  ('answered', 'Đã trả lời', 10),
  ('case_made', 'Đã lập phiếu', 20),
  ('guided', 'Đã hướng dẫn nơi khác', 30),
  ('no_reply', 'Người dân không trả lời nữa', 40),
  ('wrong_address', 'Nhắn nhầm', 50),
  ('spam', 'Thư rác, quấy rối', 60);
alter table conversations add foreign key (disposition) references dispositions (code);
create index conversations_disposition on conversations (disposition) where disposition is not null;

-- Two records of one person, made one: what followed is kept, so that it can be undone exactly.
create table citizen_merges (
  id bigint generated always as identity primary key,
  kept_id bigint not null references citizens (id),
  merged_id bigint not null references citizens (id),
  score int check (score between 0 and 100),
  reasons jsonb not null default '[]',
  -- the kept citizen's name before, and citizens that pointed to the merged one
  before jsonb not null,
  merged_by bigint not null references users (id),
  merged_at timestamptz not null,
  undone_by bigint references users (id),
  undone_at timestamptz,
  undone_reason text,
  check (kept_id <> merged_id),
  check ((undone_at is null) = (undone_by is null))
);
create index citizen_merges_kept on citizen_merges (kept_id);
create unique index citizen_merges_one_open on citizen_merges (merged_id) where undone_at is null;
create index citizen_merges_merged on citizen_merges (merged_id);
create index citizen_merges_by on citizen_merges (merged_by);
create index citizen_merges_undone_by on citizen_merges (undone_by) where undone_by is not null;

-- Somebody looked and said: two different people. Not offered again.
create table citizen_differs (
  low_id bigint not null references citizens (id),
  high_id bigint not null references citizens (id),
  said_by bigint not null references users (id),
  said_at timestamptz not null,
  primary key (low_id, high_id),
  check (low_id < high_id)
);
create index citizen_differs_high on citizen_differs (high_id);
create index citizen_differs_by on citizen_differs (said_by);

-- Whom we owe a call, because no written way reached him.
create table callback_tasks (
  id bigint generated always as identity primary key,
  case_id bigint references cases (id),
  conversation_id bigint references conversations (id),
  message_id bigint references messages (id),
  phone text,
  purpose text not null,
  why text not null,
  -- what was to be said
  text text not null,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  result text,
  note text,
  attempts int not null default 0,
  due_at timestamptz,
  created_by bigint references users (id),
  created_at timestamptz not null,
  done_by bigint references users (id),
  done_at timestamptz,
  check ((state = 'open') = (done_at is null)),
  check (case_id is not null or conversation_id is not null)
);
create index callback_tasks_open on callback_tasks (created_at, id) where state = 'open';
create index callback_tasks_case on callback_tasks (case_id) where case_id is not null;
create index callback_tasks_conversation on callback_tasks (conversation_id) where conversation_id is not null;
create unique index callback_tasks_message on callback_tasks (message_id) where message_id is not null;
create index callback_tasks_created_by on callback_tasks (created_by) where created_by is not null;
create index callback_tasks_done_by on callback_tasks (done_by) where done_by is not null;
create index callback_tasks_recent on callback_tasks (created_at desc, id desc);

-- Every conversation that has to do with a case: the one it came by (cases.conversation_id) and those linked to it.
create table case_conversations (
  case_id bigint not null references cases (id),
  conversation_id bigint not null references conversations (id),
  linked_at timestamptz not null,
  primary key (case_id, conversation_id)
);
create index case_conversations_conversation on case_conversations (conversation_id);
insert into case_conversations select id, conversation_id, created_at from cases where conversation_id is not null;

-- Whoever sets a case's own conversation links it; so nothing that asks for links can miss one.
create function link_own_conversation() returns trigger language plpgsql as $$
begin
  insert into case_conversations (case_id, conversation_id, linked_at) values (new.id, new.conversation_id, new.updated_at)
    on conflict do nothing;
  return null;
end $$;
create trigger cases_link_conversation after insert or update of conversation_id on cases
  for each row when (new.conversation_id is not null) execute function link_own_conversation();
