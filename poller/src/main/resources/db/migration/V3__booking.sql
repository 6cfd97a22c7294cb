-- Orders for waybills. One row for each order of a merchant's at a carrier; the carrier's own repetition rule works by
-- the order's id, so one id, in whatever case of letters, belongs to one merchant.
create table waybill (
  waybill_id      uuid        primary key,
  merchant_id     text        not null,
  carrier         text        not null,
  order_id        text        not null,
  -- SHA-256 of what was ordered: tells a repetition from another order under the same id
  digest          text        not null,
  -- what was ordered, as long as it may have to be sent again. Personal data.
  request         text,
  state           text        not null,
  -- counts the calls; whoever records an outcome must name the number of its call
  attempts        integer     not null default 0,
  -- calls since it was last refused whose outcome nobody knows: while there are any, the carrier may have taken it
  doubts          integer     not null default 0,
  -- whether a call was begun whose outcome is not recorded (yet)
  under_way       boolean     not null default false,
  last_code       text        not null default '',
  -- of an open row: when to ask (again). While a call is under way: when its lease ends.
  next_attempt_at timestamptz,
  tracking_number text,
  -- the shipment that it became
  shipment_id     uuid,
  -- personal data
  label_form      text,
  label           text,
  details         text,
  created_at      timestamptz not null,
  booked_at       timestamptz,
  unique (carrier, order_id)
);

create index waybill_due on waybill (carrier, next_attempt_at) where state = 'OPEN';
create unique index waybill_number on waybill (carrier, tracking_number);
create index waybill_shipment on waybill (shipment_id);
create index waybill_held on waybill (carrier) where state = 'HELD';

-- Batches that were opened, and whose they are.
create table batch (
  carrier     text        not null,
  name        text        not null,
  merchant_id text        not null,
  -- the carrier's; empty until it answered
  batch_id    text        not null default '',
  state       text        not null,
  created_at  timestamptz not null,
  primary key (carrier, name)
);
