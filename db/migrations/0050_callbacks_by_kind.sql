-- Calls that are owed are worked off by kind and in an order that serves people (contract/callbacks.ts says which).

alter table callback_tasks
  add column kind text not null generated always as (
    case purpose
      when 'callback_kept' then 'kept'
      when 'missed_call' then 'missed'
      when 'conversation.reply' then 'reply'
      when 'case.info_request' then 'question'
      when 'case.answer' then 'answer'
      when 'case.declined' then 'declined'
      else 'other'
    end) stored,
  -- Who rang us comes before what we have to tell; whom we called in vain comes after those not called yet.
  add column rank smallint not null generated always as (
    case
      when purpose in ('callback_kept', 'missed_call') and attempts > 0 then 2
      when purpose = 'callback_kept' then 0
      when purpose = 'missed_call' then 1
      when attempts > 0 then 4
      else 3
    end) stored,
  -- A kept call-back counts from when the caller began to wait.
  add column since timestamptz not null generated always as (coalesce(due_at, created_at)) stored;

drop index callback_tasks_open;
create index callback_tasks_open on callback_tasks (rank, since, id) where state = 'open';
-- What decides who sees one stands in the index: kinds are counted by it alone.
create index callback_tasks_open_kind on callback_tasks (kind, rank, since, id) include (case_id, conversation_id)
  where state = 'open';
create index callback_tasks_ended_kind on callback_tasks (kind, id) include (case_id, conversation_id)
  where state <> 'open';
