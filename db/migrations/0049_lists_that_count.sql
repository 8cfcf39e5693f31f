-- Events that are kept from somebody are few; what a reader of the trail does not see is counted among them alone.
create index events_excepting on events (id) where audience ? 'except';
