-- Lists say how many rows they have. What they are counted by stands in indexes, so that no table is read for it.

-- Events that are kept from somebody are few; what a reader of the trail does not see is counted among them alone.
create index events_excepting on events using gin ((audience -> 'except')) where audience ? 'except';

-- Cases that are kept from people who see all others are few, too (reports about a unit have an index already).
create index cases_denunciations on cases (id) where decline_reason = 'denunciation';

-- Calls: order, and what decides who sees one.
drop index calls_recent;
create index calls_recent on calls (started_at desc, id desc) include (case_id, agent_id, direction, state);
create index calls_missed on calls (started_at desc, id desc) include (case_id, agent_id, state)
  where direction = 'inbound' and outcome in ('abandoned', 'rejected', 'voicemail', 'callback');
create index call_recordings_recent on call_recordings (started_at desc, id desc) include (call_id);

-- The progress of a campaign is a sum over its people.
create index campaign_contacts_progress on campaign_contacts (campaign_id, state) include (attempts, next_at);
