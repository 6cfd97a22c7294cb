-- What the topics told, as they told it, and the columns that queries need. All of it can be built again.
create table shipment (
  shipment_id uuid        primary key,
  status      text        not null,
  monitoring  text        not null,
  registered  boolean     not null,              -- by any merchant; maintained by registration, not by the topic
  revision    bigint      not null,              -- 0: nothing but a registration is known
  document    json        not null,              -- the record of waymark.latest.v1
  listed_at   timestamptz not null default now() -- when first known here; the order of lists
);
create index shipment_listed on shipment (listed_at desc, shipment_id desc);
create index shipment_status on shipment (status, listed_at desc, shipment_id desc);

-- A shipment's own number and its aliases.
create table shipment_number (
  carrier         text not null,
  tracking_number text not null,
  shipment_id     uuid not null references shipment on delete cascade,
  primary key (tracking_number, carrier, shipment_id)
);
create index shipment_number_shipment on shipment_number (shipment_id);

create table tracking_event (
  event_id    uuid        primary key,
  shipment_id uuid        not null,
  sequence    bigint      not null,
  occurred_at timestamptz not null,
  document    json        not null               -- the record of waymark.events.v1
);
create index tracking_event_shipment on tracking_event (shipment_id, occurred_at desc, sequence desc);

create table settlement (
  settlement_id uuid   primary key,
  state         text   not null,
  revision      bigint not null,
  document      json   not null                  -- the record of waymark.settlements.v1
);
