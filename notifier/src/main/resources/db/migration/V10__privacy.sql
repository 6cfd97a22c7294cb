-- Shipments that were erased by order, for good: nothing about them is taken up again.
create table erased (shipment_id uuid primary key, erased_at timestamptz not null default now());

-- What was answered to orders to erase: an order that comes again gets the same answer.
create table erasure_answer (
  erasure     text        not null,
  shipment_id uuid        not null,
  state       text        not null, -- DONE, REFUSED
  detail      text        not null,
  counts      text        not null, -- JSON object
  answered_at timestamptz not null default now(),
  primary key (erasure, shipment_id));
create index erasure_answer_age on erasure_answer (answered_at);
create index webhook_delivery_shipment on webhook_delivery (shipment_id);

-- Facts are deleted once they are old and no open settlement needs them.
alter table registration_fact add column stored_at timestamptz not null default now();
alter table latest_fact add column stored_at timestamptz not null default now();
create index registration_fact_age on registration_fact (stored_at);
create index latest_fact_age on latest_fact (stored_at);
create index scan_fact_age on scan_fact (recorded_at);
create index payment_fact_age on payment_fact (received_at);
