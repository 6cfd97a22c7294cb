-- Further numbers of one parcel are rows of their own, pushed under the first number's shipment. Their numbers begin at
-- 100: what a provider says of the watching of a later number then outweighs what it says of the first.
alter table subscription drop constraint subscription_shipment_id_provider_key;
alter table subscription add unique (shipment_id, provider, carrier, tracking_number);
