-- Subscriptions that may have to be renewed under the carrier that a parcel turned out to be of are found without reading
-- all parcels.
create index parcel_corrected on parcel (changed_at) where monitoring = 'ABORTED_CARRIER_CORRECTED';
