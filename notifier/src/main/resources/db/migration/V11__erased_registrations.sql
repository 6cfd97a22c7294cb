-- Registrations that were erased by order while others of their shipment stayed, for good: nothing about them is taken up again.
create table erased_registration (
  shipment_id uuid        not null,
  merchant_id text        not null,
  erased_at   timestamptz not null default now(),
  primary key (shipment_id, merchant_id));

-- Whether its shipment, or the registration that it came with, was erased: then nothing weighs it again.
alter table settlement add column erased boolean not null default false;
update settlement set erased = true where shipment_id in (select shipment_id from erased);
