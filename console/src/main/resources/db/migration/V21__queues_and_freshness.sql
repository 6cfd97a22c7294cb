-- Lists know which parcels went back after they had been delivered, and each partition how new the newest record is that was
-- applied. A read model that is being built anew at the time gets the same.
do $$
declare
  place text;
begin
  foreach place in array array['${flyway:defaultSchema}_read', '${flyway:defaultSchema}_next'] loop
    if to_regclass(format('%I.shipment_listing', place)) is not null then
      -- whether the shipment has the flag RETURNED_AFTER_DELIVERY
      execute format('alter table %I.shipment_listing add column returned boolean not null default false', place);
      -- of the newest record its own time, and when it was applied; null before the first
      execute format('alter table %I.read_model_offset add column told_at timestamptz, add column applied_at timestamptz', place);
    end if;
  end loop;
end $$;
set local search_path to ${flyway:defaultSchema}_read, ${flyway:defaultSchema};

update shipment_listing l set returned = true from shipment s
where s.shipment_id = l.shipment_id and position('"RETURNED_AFTER_DELIVERY"' in s.document ->> 'flags') > 0;
create index shipment_listing_returned on shipment_listing (merchant_id, listed_at desc, shipment_id desc) where returned;
