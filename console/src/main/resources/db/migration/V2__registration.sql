-- What merchants asked for. The row of registered_shipment is the lock under which all else about a shipment changes.
create table registered_shipment (
  shipment_id     uuid        primary key,
  carrier         text        not null,
  tracking_number text        not null,
  revision        bigint      not null,          -- of the record on waymark.shipments.v1; 0 before the first
  created_at      timestamptz not null
);

-- One per merchant and shipment. Null means: the merchant did not say. Holds personal data.
create table registration (
  registration_id     uuid        primary key,
  shipment_id         uuid        not null references registered_shipment,
  merchant_id         text        not null references merchant,
  order_id            text,
  origin              text,
  destination         text,
  phone               text,
  tracking            text,
  labels              text[],
  goods               text,
  installments        boolean,
  transacted_at       text,                      -- ISO 8601 with the offset the merchant wrote
  cod_amount          numeric,
  departure_country   text,
  departure_carrier   text,
  destination_country text,
  destination_carrier text,
  registered_at       timestamptz not null,
  unique (shipment_id, merchant_id)
);
create index registration_order on registration (merchant_id, order_id) where order_id is not null;

-- Payments that wait for a parcel. One gateway's transaction has one owner.
create table settlement_binding (
  settlement_id   uuid        primary key,
  shipment_id     uuid        not null references registered_shipment,
  merchant_id     text        not null references merchant,
  tracking_number text        not null,
  gateway         text        not null,
  account         text,
  transaction_id  text,
  payment_method  text,
  carrier_code    text,
  order_no        text,
  tracking_url    text,
  bound_at        timestamptz not null
);
create index settlement_binding_shipment on settlement_binding (shipment_id);
create index settlement_binding_merchant on settlement_binding (merchant_id, bound_at desc, settlement_id desc);
