-- Scans by which a parcel was signed for: one row per scan, by what is known of it now.
create table signed_scan (
  scan_id     uuid        primary key,
  shipment_id uuid        not null,
  sequence    bigint      not null,
  sub_status  text        not null,
  signed      boolean     not null, -- false once it means something else, or was withdrawn
  occurred_at timestamptz not null,
  occurred    text        not null  -- ISO 8601, with the carrier's offset
);
create index signed_scan_shipment on signed_scan (shipment_id);
create index signed_scan_age on signed_scan (occurred_at); -- what is old is deleted

-- Registrations whose merchants want to be told, once, that an order's returns are open.
create table unlock (
  shipment_id  uuid        not null,
  merchant_id  text        not null,
  after_millis bigint      not null,
  revision     bigint      not null,
  look_at      timestamptz, -- when it is looked at next; null while nobody signed, and once it was told
  looks        integer     not null default 0, -- times in a row that it was due and the parcel not delivered
  told_at      timestamptz, -- null until it was told
  primary key (shipment_id, merchant_id)
);
create index unlock_due on unlock (look_at) where look_at is not null;

-- Whether a delivered parcel was signed for; null where it was stored before.
alter table latest_fact add column sub_status text;
