-- Lists know which parcels went back after they had been delivered, and each partition how new the newest record is that was
-- applied. A read model that is being built anew at the time gets the same.
do $$
declare
  place text;
begin
  -- Replicas of the release before are at work meanwhile. These tables are taken in the order in which they take them, and not
  -- waited for long: what failed is begun again.
  set local lock_timeout = '10s';
  foreach place in array array['${flyway:defaultSchema}_read', '${flyway:defaultSchema}_next'] loop
    if to_regclass(format('%I.shipment_listing', place)) is not null then
      -- of the newest record its own time, and when it was applied; null before the first
      execute format('alter table %I.read_model_offset add column told_at timestamptz, add column applied_at timestamptz', place);
      -- whether the shipment has the flag RETURNED_AFTER_DELIVERY
      execute format('alter table %I.shipment_listing add column returned boolean not null default false', place);
    end if;
  end loop;
end $$;
set local search_path to ${flyway:defaultSchema}_read, ${flyway:defaultSchema};
-- Nothing is in it yet, so that it is made at once.
create index shipment_listing_returned on shipment_listing (merchant_id, listed_at desc, shipment_id desc) where returned;
