-- Shipments that were erased lately: what is still under way about them is of nobody's parcel.
create table erased (shipment_id uuid primary key, erased_at timestamptz not null default now());
create index erased_long_ago on erased (erased_at);

-- Further numbers of shipments that nobody wants pushed are not subscribed, and what is subscribed for nobody needs no
-- places and no phone.
update subscription s set origin = null, destination = null, phone = null,
  state = case when s.state = 'DUE' then 'WITHDRAWN' else s.state end
from watch w
where w.tracking in ('PULL', 'NONE') and w.shipment_id = s.shipment_id and w.provider = s.provider
  and w.carrier = s.carrier and w.tracking_number = s.tracking_number;
