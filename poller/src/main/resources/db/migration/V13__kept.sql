-- What is deleted some time after its end is found without reading the rest; see io.waymark.poller.upkeep.
create index watch_ended on watch (ended_at) where ended_at is not null;
create index watch_places on watch (ended_at)
  where ended_at is not null and (origin is not null or destination is not null or phone is not null);
create index parcel_changed on parcel (changed_at);
alter table proof_deadline add column changed_at timestamptz not null default now();
create index proof_deadline_closed on proof_deadline (changed_at) where not open;
