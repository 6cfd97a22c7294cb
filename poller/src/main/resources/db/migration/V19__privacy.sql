-- Under which order a shipment was erased: then it stays erased, whatever is registered. Null where its registration went;
-- then it is lifted by the next one.
alter table erased add column erasure text;

-- What was answered to orders to erase: an order that comes again gets the same answer.
create table erasure_answer (
  erasure     text        not null,
  shipment_id uuid        not null,
  counts      text        not null, -- JSON object
  answered_at timestamptz not null default now(),
  primary key (erasure, shipment_id));
create index erasure_answer_age on erasure_answer (answered_at);

-- What is old is found without reading the rest; see io.waymark.poller.upkeep.
create index waybill_request_age on waybill (created_at) where request is not null;
create index waybill_label_age on waybill (booked_at) where label is not null or details is not null;
create index waybill_age on waybill (created_at);
create index subscription_accepted on subscription (accepted_at) where accepted_at is not null;
