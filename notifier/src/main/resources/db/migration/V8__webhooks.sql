-- Messages to merchants' webhook endpoints. What has to be known to make them is stored first, in whatever order it comes;
-- messages are made of what is stored. Nothing in it is a customer's personal data.

-- As the console published them, and how they do.
create table webhook_endpoint (
  endpoint_id        uuid        primary key,
  merchant_id        text        not null,
  url                text        not null,
  types              text[]      not null, -- empty for all
  types_since        timestamptz not null default '-infinity', -- what was learnt before is told of types_before alone
  types_before       text[]      not null default '{}', -- empty for all
  enabled            boolean     not null, -- false as soon as it answers 410, before the console says so
  enabled_since      timestamptz not null, -- what was learnt before is not told of itself
  key_version        integer     not null,
  previous_key_until timestamptz,
  created_at         timestamptz not null,
  revision           bigint      not null,
  caught_up          boolean     not null default false, -- whether it was told what was known before it was
  tell_late          boolean     not null default false, -- whether it may have missed something when it was enabled
  failures           integer     not null default 0, -- attempts that failed since the last that did not
  failing_since      timestamptz,          -- null unless the last attempt failed
  paused_until       timestamptz,          -- told nothing until then
  deleted_at         timestamptz           -- stays for a while, so that old news of it does not bring it back
);
create index webhook_endpoint_merchant on webhook_endpoint (merchant_id);
create index webhook_endpoint_tell_late on webhook_endpoint (endpoint_id) where tell_late;

-- What merchants registered, as far as messages tell of it. Its rows are the locks of the lanes, see webhook_delivery.
create table webhook_registration (
  shipment_id     uuid        not null,
  merchant_id     text        not null,
  carrier         text        not null,
  tracking_number text        not null,
  order_id        text,
  labels          text[]      not null,
  registered_at   timestamptz not null,
  revision        bigint      not null,
  primary key (shipment_id, merchant_id)
);
create index webhook_registration_merchant on webhook_registration (merchant_id);
create index webhook_registration_age on webhook_registration (registered_at); -- what is old is deleted

-- What there is to tell, kept for as long as its registration or its endpoint may come after it.
create table webhook_fact (
  webhook_id  uuid        primary key,
  place       bigint      generated always as identity, -- in a shipment's order
  type        text        not null,
  shipment_id uuid        not null,
  merchant_id text,       -- null if it is for every merchant that registered the shipment
  learnt_at   timestamptz not null,
  happened_at text        not null, -- ISO 8601, with the offset that it was told with
  data        text        not null, -- JSON object
  stored_at   timestamptz not null default now()
);
create index webhook_fact_shipment on webhook_fact (shipment_id, place);
create index webhook_fact_stored on webhook_fact (stored_at);
create index webhook_fact_learnt on webhook_fact (learnt_at);

-- One message to one endpoint. Those of one endpoint and one shipment are a lane: only the first that waits has a time, the
-- others get theirs when it is done with. Whoever adds to a lane or ends its first holds the row of webhook_registration.
create table webhook_delivery (
  delivery_id     uuid        primary key,
  place           bigint      generated always as identity, -- in the order of its lane
  endpoint_id     uuid        not null,
  merchant_id     text        not null,
  webhook_id      uuid        not null,
  type            text        not null,
  shipment_id     uuid,       -- null for a test, which is in no lane
  state           text        not null, -- WAITING, DELIVERED, FAILED
  in_order        boolean     not null, -- false once it was ordered to be sent again out of its turn
  body            text        not null,
  attempts        integer     not null default 0,
  step            integer     not null default 0, -- of the schedule
  next_attempt_at timestamptz, -- null unless it waits and is its lane's first; while it is sent the end of the lease
  sending_at      timestamptz, -- when the attempt under way began; null if there is none
  command_id      text,
  attempt_log     text        not null default '[]',
  created_at      timestamptz not null, -- when there was something to tell
  changed_at      timestamptz not null,
  revision        bigint      not null
);
create unique index webhook_delivery_message on webhook_delivery (endpoint_id, webhook_id);
create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at)
  where state = 'WAITING' and next_attempt_at is not null;
create index webhook_delivery_waiting on webhook_delivery (endpoint_id) where state = 'WAITING'; -- of all, few
create index webhook_delivery_lane on webhook_delivery (endpoint_id, shipment_id, place)
  where state = 'WAITING' and in_order;
create index webhook_delivery_failed on webhook_delivery (endpoint_id, created_at) where state = 'FAILED';
create index webhook_delivery_done on webhook_delivery (changed_at) where state <> 'WAITING';

-- What people ordered of endpoints.
create table webhook_order (
  command_id  text        primary key,
  type        text        not null,
  endpoint_id uuid        not null,
  merchant_id text        not null,
  arguments   text        not null, -- JSON object
  issued_at   timestamptz not null,
  state       text        not null, -- PENDING, DONE, REFUSED
  detail      text        not null default '',
  rounds      integer     not null default 0 -- transactions it took so far: one that needs many lets others go first
);
create index webhook_order_pending on webhook_order (issued_at) where state = 'PENDING';
create index webhook_order_done on webhook_order (issued_at) where state <> 'PENDING';
