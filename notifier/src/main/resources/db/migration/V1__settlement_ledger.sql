-- Facts: what other services published, each applied only if it is newer. None holds personal data.

create table registration_fact (
  shipment_id     uuid   primary key,
  revision        bigint not null,
  carrier         text   not null,
  tracking_number text   not null,
  terms           text   not null, -- JSON array, one object per settlement
  settlements     integer not null -- how many: most shipments have none and are never evaluated
);

create table scan_fact (
  scan_id     uuid        primary key,
  shipment_id uuid        not null,
  event_id    uuid        not null,
  sequence    bigint      not null,
  status      text        not null,
  sub_status  text        not null,
  evidence    text        not null,
  recorded_at timestamptz not null,
  withdrawn   boolean     not null,
  rule        text        not null,
  source      text        not null
);
create index scan_fact_shipment on scan_fact (shipment_id);

create table latest_fact (
  shipment_id uuid   primary key,
  revision    bigint not null,
  sequence    bigint not null,
  status      text   not null
);

-- Every state and method that a gateway ever reported of a transaction: a set, so the order of reports is nothing.
create table payment_fact (
  id             text        primary key,
  payment_key    text        not null, -- gateway:transactionId
  state          text        not null,
  payment_method text,
  received_at    timestamptz not null
);
create index payment_fact_key on payment_fact (payment_key);

-- The ledger: one row per gateway, transaction and tracking number.
create table settlement (
  settlement_id        uuid        primary key,
  merchant_id          text        not null,
  shipment_id          uuid        not null,
  gateway              text        not null,
  transaction_id       text,
  payment_key          text,
  carrier              text        not null,
  tracking_number      text        not null,
  terms                text        not null,
  state                text        not null,
  reason               text        not null,
  hold_cause           text,
  attempts             integer     not null,
  next_attempt_at      timestamptz, -- when the sender must look at it; for SENDING the end of the lease
  in_doubt             boolean     not null,
  request_digest       text,        -- of the newest attempt: hex SHA-256 of the exact body
  unknown_code_since   timestamptz,
  evidence_event_id    uuid,
  evidence_recorded_at timestamptz,
  evidence_rule        text,
  evidence_source      text,
  hold_from            timestamptz,
  left_once            boolean     not null,
  overdue              boolean     not null,
  changed_at           timestamptz not null,
  revision             bigint      not null
);
create index settlement_due on settlement (next_attempt_at) where next_attempt_at is not null;
create index settlement_shipment on settlement (shipment_id);
create index settlement_payment on settlement (payment_key) where payment_key is not null;

-- Its history. Nothing in it is ever overwritten.
create table settlement_change (
  id                bigint generated always as identity primary key,
  settlement_id     uuid        not null references settlement deferrable initially deferred,
  revision          bigint      not null,
  changed_at        timestamptz not null,
  from_state        text,
  to_state          text        not null,
  cause             text        not null,
  reason            text        not null,
  attempts          integer     not null,
  evidence_event_id uuid,
  evidence_rule     text,
  evidence_source   text,
  unique (settlement_id, revision)
);

create table settlement_attempt (
  id              bigint generated always as identity primary key,
  settlement_id   uuid        not null references settlement deferrable initially deferred,
  attempt         integer     not null,
  request_digest  text        not null,
  outcome         text        not null,
  answer_code     text        not null,
  answer_text     text        not null,
  duration_millis bigint, -- null where the sender was lost
  recorded_at     timestamptz not null
);
create index settlement_attempt_settlement on settlement_attempt (settlement_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;

create trigger settlement_change_append_only before update or delete on settlement_change
  for each row execute function refuse_change();
create trigger settlement_attempt_append_only before update or delete on settlement_attempt
  for each row execute function refuse_change();
