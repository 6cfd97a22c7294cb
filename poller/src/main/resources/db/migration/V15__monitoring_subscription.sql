-- Of which of the shipment's subscriptions the monitoring was said: a provider that gives up each of two says the same
-- twice. Null where none was named.
alter table parcel add column monitoring_subscription integer;
