-- One process at a time: "if not exists" alone does not keep two apart that start together.
select pg_advisory_xact_lock(711003);

-- Where each parcel stands. Words are text, not enums: further statuses will come.
create table if not exists parcel (
  shipment_id uuid primary key,
  carrier text not null,
  tracking_number text not null,
  order_id text,
  status text not null,
  sub_status text not null,
  monitoring text not null,
  delivered_at timestamptz,
  last_event_at timestamptz,
  sequence bigint not null,
  revision bigint not null,
  document jsonb not null
);

-- What was told of it, each event once.
create table if not exists parcel_event (
  event_id uuid primary key,
  shipment_id uuid not null,
  sequence bigint not null,
  type text not null,
  corrects uuid,
  status text not null,
  sub_status text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  description text not null,
  withdrawn boolean not null,
  document jsonb not null,
  read_at timestamptz not null default now()
);

create index if not exists parcel_event_order on parcel_event (shipment_id, sequence);

-- Each scan as it is meant now, without those that were taken back and those of parcels that were erased.
create or replace view parcel_history as
select scan.* from parcel join lateral (
  select distinct on (coalesce(corrects, event_id)) parcel_event.* from parcel_event
  where parcel_event.shipment_id = parcel.shipment_id
  order by coalesce(corrects, event_id), sequence desc) scan on not scan.withdrawn;

-- How far the tables are: the offset that is read next.
create table if not exists reading_position (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- Records that are not what the contract says, or that PostgreSQL does not take: for a person to look at.
create table if not exists unreadable (
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  reason text not null,
  primary key (topic, partition, record_offset)
);
