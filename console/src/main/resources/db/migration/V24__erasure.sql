-- Orders to erase what is held of the person whom a shipment is about, and what came of them. They outlive what was erased.
create table erasure (
  erasure_id  uuid        primary key,
  shipment_id uuid        not null,
  shipments   uuid[]      not null,              -- its own id, and those that its further numbers would have
  scope       text        not null,              -- SHIPMENT, or REGISTRATION: what one merchant of several said
  merchants   text[]      not null,              -- whose it was, and who may see what comes of it
  actor       text        not null,
  state       text        not null,              -- ORDERED, ERASING, DONE, REFUSED
  detail      text        not null default '',
  ordered_at  timestamptz not null,
  erased_at   timestamptz
);
create index erasure_listed on erasure (ordered_at desc, erasure_id desc);
create index erasure_merchants on erasure using gin (merchants);
create index erasure_open on erasure (ordered_at) where state in ('ORDERED', 'ERASING');

-- What each service was asked to erase, and what it said.
create table erasure_part (
  erasure_id  uuid        not null references erasure,
  service     text        not null,
  shipment_id uuid        not null,
  state       text        not null,              -- WAITING, DONE, REFUSED
  detail      text        not null default '',
  counts      text        not null default '{}', -- how many of what, as JSON
  asked       int         not null default 1,    -- how often
  asked_at    timestamptz not null,
  answered_at timestamptz,
  primary key (erasure_id, service, shipment_id)
);

-- What may not come back: by a registration from the order on, by records of topics once it is erased here.
create table erased_shipment (
  shipment_id uuid        not null,
  merchant_id text        not null,              -- whose registration; empty: all of it
  erasure_id  uuid        not null references erasure,
  erased_at   timestamptz,                       -- null: it is only ordered
  primary key (shipment_id, merchant_id)
);
create index erased_shipment_erasure on erased_shipment (erasure_id);

create index dead_letter_key on dead_letter (record_key);

-- Whom registrations name is forgotten in time.
create index registration_personal on registration (registered_at)
  where phone is not null or origin is not null or destination is not null;
