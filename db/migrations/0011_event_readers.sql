-- Events that a reader could not digest, however often it tried: set aside for a person, so that the rest goes on.
create table event_reader_skips (
  reader text not null,
  seq bigint not null references event_log (seq),
  error text not null,
  at timestamptz not null,
  primary key (reader, seq)
);
create index event_reader_skips_seq on event_reader_skips (seq);

-- The audit page asks for one kind of event, newest first.
create index events_type on events (type, id);
