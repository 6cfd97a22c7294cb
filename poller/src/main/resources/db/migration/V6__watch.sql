-- What the normalizer last published of a shipment, registered or not.
create table parcel (
  shipment_id uuid primary key, status text not null, sub_status text not null, monitoring text not null,
  corrected_carrier text not null default '',  -- other carrier of the same number among the aliases, with flag CARRIER_CORRECTED
  last_event_at timestamptz, changed_at timestamptz not null, revision bigint not null) with (fillfactor = 85);
create index parcel_aborted on parcel (changed_at) where monitoring = 'ABORTED_NO_RECORD';

-- Settlements that wait for proof. open: state OWED.
create table proof_deadline (
  settlement_id uuid primary key, shipment_id uuid not null, deadline timestamptz, open boolean not null, revision bigint not null);
create index proof_deadline_open on proof_deadline (shipment_id) where open;

-- One row per number that is followed. origin, destination, phone are personal data.
create table watch (
  id bigint generated always as identity primary key,
  shipment_id uuid not null, provider text not null, carrier text not null, tracking_number text not null,
  number integer not null default 1,            -- 1: the shipment's own; 100 and up: further numbers, as in subscription
  merchant_id text not null default '',         -- first merchant that registered it; who is billed
  tracking text not null,                       -- AUTO PUSH PULL NONE
  origin text, destination text, phone text,
  registered_at timestamptz not null, revision bigint not null,
  heard_at timestamptz not null,                -- last news from this provider; before the first: registered_at or the acceptance
  heard_status text not null default 'PENDING', -- of the newest event it told last: the status in which a gap begins
  told boolean not null default false,          -- whether it ever told anything
  purpose text not null default 'NONE',         -- NONE POLL SILENCE AFTERCARE: what next_at is for
  rank smallint not null default 2,
  next_at timestamptz,                          -- when to look; while calling: end of the lease; null: nothing to do
  calling boolean not null default false, attempt bigint not null default 0,
  asked_at timestamptz, answered_at timestamptz,
  healed boolean not null default true,         -- false: answered_at ended a silence, and no news has come of it yet
  failures integer not null default 0, fruitless integer not null default 0,
  answer_digest bytea, last_code text,
  held boolean not null default false, silent_since timestamptz, ended_at timestamptz, end_reason text,
  unique (shipment_id, provider, carrier, tracking_number))
  with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
create index watch_due on watch (provider, rank, next_at) where next_at is not null;
create index watch_open on watch (provider, carrier, heard_at) where ended_at is null;
create index watch_silent on watch (provider) where silent_since is not null and ended_at is null;
create index watch_held on watch (provider) where held;

-- Gaps between one provider's pushes of one shipment: bucket = floor(8 ln(milliseconds)), as LogScale. status: before the gap.
create table silence_gap (
  provider text not null, status text not null, day date not null, bucket smallint not null, gaps bigint not null,
  primary key (provider, status, day, bucket));
create table staleness (
  provider text not null, carrier text not null, open bigint not null, p50_ms bigint not null, p95_ms bigint not null,
  computed_at timestamptz not null, primary key (provider, carrier));
