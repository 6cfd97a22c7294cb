-- Merchants' registrations that were erased by order while others of their shipment stayed, for good: what a merchant ordered of its
-- parcel and gets its number later is erased at once.
create table erased_registration (
  shipment_id uuid        not null,
  merchant_id text        not null,
  erasure     text        not null,
  erased_at   timestamptz not null default now(),
  primary key (shipment_id, merchant_id));
