-- For what is deleted by its age.
create index webhook_registration_age on webhook_registration (registered_at);
create index signed_scan_age on signed_scan (occurred_at);
