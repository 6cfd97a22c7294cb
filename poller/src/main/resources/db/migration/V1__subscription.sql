-- The ledger of subscriptions: which provider should be pushing which shipment's scans, and since when. One row per
-- shipment and provider. Origin, destination and phone are personal data.
create table subscription (
  id              bigint generated always as identity primary key,
  shipment_id     uuid        not null,
  provider        text        not null,
  carrier         text        not null,
  tracking_number text        not null,
  origin          text,
  destination     text,
  phone           text,
  -- of the registration that the row was written from; an older one changes nothing
  revision        bigint      not null,
  -- counts the subscriptions of this shipment at this provider; callbacks bring it back as s
  number          integer     not null default 1,
  state           text        not null default 'DUE',
  -- begun attempts since the row last became due; whoever ends an attempt must name its number
  attempts        integer     not null default 0,
  last_code       text,
  last_attempt_at timestamptz,
  -- of a due row: when to try (again). While an attempt is under way: when its lease ends.
  next_attempt_at timestamptz not null default now(),
  accepted_at     timestamptz,
  created_at      timestamptz not null default now(),
  unique (shipment_id, provider)
);

create index subscription_due on subscription (provider, next_attempt_at) where state = 'DUE';

-- Accounts that no call is made with for a while, seen by every replica.
create table provider_pause (
  provider  text        primary key,
  ends_at   timestamptz not null,
  last_code text        not null
);
