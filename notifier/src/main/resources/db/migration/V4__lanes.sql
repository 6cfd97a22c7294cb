-- Each gateway has a lane of its own: what is due at one is found without passing over what is due at the other.
drop index settlement_due;
create index settlement_due on settlement (gateway, next_attempt_at) where next_attempt_at is not null;

-- When an uploaded row is compared with the gateway's own record.
alter table settlement add column reconcile_at timestamptz;
create index settlement_reconcile on settlement (gateway, reconcile_at) where reconcile_at is not null;
