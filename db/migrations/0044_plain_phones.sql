-- A telephone of its own on the desk speaks SIP without encryption; a browser cannot.
alter table phone_accounts add column webrtc boolean not null default true;
