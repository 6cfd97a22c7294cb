-- Where merchants want to be told. The keys that sign are derived from the ids: nothing secret is kept.
create table webhook_endpoint (
  endpoint_id        uuid        primary key,
  merchant_id        text        not null references merchant,
  url                text        not null,
  description        text        not null,
  types              text[]      not null,       -- empty: all
  enabled            boolean     not null,
  enabled_at         timestamptz not null,       -- when the merchant last wanted it enabled
  disabled_reason    text,                       -- why Waymark disabled it; null otherwise
  key_version        int         not null,
  previous_key_until timestamptz,
  created_at         timestamptz not null,
  changed_at         timestamptz not null,
  revision           bigint      not null        -- of the record on waymark.webhooks.v1
);
create index webhook_endpoint_listed on webhook_endpoint (merchant_id, created_at desc, endpoint_id desc);

-- What became of messages, as the notifier last said.
create table webhook_delivery (
  delivery_id uuid        primary key,
  endpoint_id uuid        not null,
  state       text        not null,
  type        text        not null,
  created_at  timestamptz not null,
  revision    bigint      not null,
  document    json        not null               -- the record of waymark.deliveries.v1
) with (fillfactor = 80);
create index webhook_delivery_listed on webhook_delivery (endpoint_id, created_at desc, delivery_id desc);
create index webhook_delivery_state on webhook_delivery (endpoint_id, state, created_at desc, delivery_id desc);
create index webhook_delivery_type on webhook_delivery (endpoint_id, type, created_at desc, delivery_id desc);
create index webhook_delivery_age on webhook_delivery (created_at);

-- What an order says besides its reason.
alter table command add column arguments text not null default '{}';
