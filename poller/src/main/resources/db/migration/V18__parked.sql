-- Further numbers that were ordered of a shipment after it was erased: they wait until it is registered again.
create table parked_number (
  shipment_id uuid not null, provider text not null, carrier text not null, tracking_number text not null,
  ordered_at timestamptz not null, primary key (shipment_id, provider, carrier, tracking_number));
