-- Both ends of an international shipment: a provider then follows it beyond the border. Null where not said; all four
-- null for a domestic one, or where no registration says which.
alter table subscription
  add column departure_country   text,
  add column departure_carrier   text,
  add column destination_country text,
  add column destination_carrier text;
