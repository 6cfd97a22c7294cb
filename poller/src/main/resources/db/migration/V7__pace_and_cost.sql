-- Rate and breaker of a provider; its row lock is the mutex of claims and settles.
create table provider_pace (
  provider text primary key, tokens double precision not null default 0, filled_at timestamptz not null default now(),
  failures integer not null default 0, trips integer not null default 0, open_until timestamptz, last_code text);
-- What was done with one number, whichever shipment it was for. carrier: as asked ('' for autoCom).
create table number_use (
  provider text not null, carrier text not null, tracking_number text not null,
  asked_at timestamptz, asked timestamptz[] not null default '{}', not_before timestamptz,
  subscribed timestamptz[] not null default '{}', touched_at timestamptz not null default now(),
  primary key (provider, carrier, tracking_number));
create index number_use_touched on number_use (touched_at);  -- pruned 40 days later, 5,000 at a time
-- Billable numbers: each once per calendar month. settled=false: reserved, call not over.
create table billed_number (
  provider text not null, month date not null, carrier text not null, tracking_number text not null, merchant_id text not null,
  cause text not null, day date not null, billed_at timestamptz not null default now(), settled boolean not null default false,
  primary key (provider, month, carrier, tracking_number));
create table billed_day (
  provider text not null, day date not null, merchant_id text not null, numbers integer not null,
  primary key (provider, day, merchant_id));
