-- Which parcels went back before lists knew it. It reads every shipment, and so apart from V21: nothing is kept waiting by it but the
-- rows that it changes, and it waits for nobody; what it left out ListingScheduler finds.
set local search_path to ${flyway:defaultSchema}_read, ${flyway:defaultSchema};

with late as (
  select l.shipment_id, l.merchant_id, l.carrier from shipment s join shipment_listing l on l.shipment_id = s.shipment_id
  where not l.returned and position('"RETURNED_AFTER_DELIVERY"' in s.document ->> 'flags') > 0
  for update of s, l skip locked)
update shipment_listing l set returned = true from late
where (l.shipment_id, l.merchant_id, l.carrier) = (late.shipment_id, late.merchant_id, late.carrier);
