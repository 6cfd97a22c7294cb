-- A subscription is renewed under the next number: the provider gave up, or the parcel turned out to be another carrier's.
alter table subscription add column renew_code text;   -- why number went up: NO_RECORD, CORRECTED
