-- What the citizens' pages keep for themselves.

-- How fast one address or one case code may try again (a leaky bucket: `full_at` is when it is empty again).
-- Addresses are kept as a keyed hash, never as they are.
create table portal_limits (
  key text primary key,
  full_at timestamptz not null
);
create index portal_limits_full_at on portal_limits (full_at);

-- The look-up secret, sealed, for a day: who sends the same form twice must see it both times.
create table portal_receipts (
  case_id bigint primary key references cases (id),
  sealed_secret text not null,
  created_at timestamptz not null
);
create index portal_receipts_created on portal_receipts (created_at);

-- Evidence of consent (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): which wording of the notice, when.
create table portal_consents (
  case_id bigint primary key references cases (id),
  notice text not null,
  language text not null check (language in ('vi', 'en')),
  given_at timestamptz not null
);
