-- Erasing a shipment finds its settled rows too, without reading all of them.
create index proof_deadline_shipment on proof_deadline (shipment_id);
drop index proof_deadline_open;

-- What was subscribed before numbers were watched is watched from now on, looked at within an hour. Any registration that is
-- read (again) is newer than revision 0.
insert into watch (shipment_id, provider, carrier, tracking_number, number, tracking, origin, destination, phone,
  registered_at, revision, heard_at, next_at)
select shipment_id, provider, carrier, tracking_number, case when number >= 100 then number else 1 end,
  case when state = 'WITHDRAWN' then 'NONE' else 'AUTO' end, origin, destination, phone,
  created_at, 0, greatest(created_at, accepted_at), now() + random() * interval '1 hour'
from subscription
on conflict do nothing;
