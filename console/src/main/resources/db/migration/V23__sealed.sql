-- Files of imports are sealed part by part; null: it came before, and is plain. Registrations' phone, origin and destination are sealed in
-- their columns.
alter table shipment_import_part
  add column master_key  text,
  add column wrapped_key bytea;
