-- Whether the parcel has reached an end. How long ago such a parcel was heard of says nothing of its provider.
alter table watch add column arrived boolean not null default false;
update watch w set arrived = true from parcel p
where p.shipment_id = w.shipment_id and w.ended_at is null and p.status in ('DELIVERED', 'RETURNED', 'CANCELLED');
drop index watch_open;
create index watch_open on watch (provider, carrier, heard_at) where ended_at is null and not arrived;

-- What nobody asks about ends too: it is looked at within an hour, and from then on when its time has come.
update watch set next_at = now() + random() * interval '1 hour' where next_at is null and ended_at is null;
