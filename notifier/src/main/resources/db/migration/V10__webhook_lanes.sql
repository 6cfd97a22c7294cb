-- What was learnt before an endpoint asked for more types is told of those that it had asked for until then.
alter table webhook_endpoint add column types_since timestamptz not null default '-infinity';
alter table webhook_endpoint add column types_before text[] not null default '{}'; -- empty for all
-- Whether there may be something to tell it that came after it was enabled and before we knew that.
alter table webhook_endpoint add column tell_late boolean not null default false;
-- One that was deleted stays for a while, so that old news of it does not bring it back.
alter table webhook_endpoint add column deleted_at timestamptz;

-- In how many transactions an order was carried out so far: those that need many let others go first.
alter table webhook_order add column rounds integer not null default 0;

-- What waits is little, what was delivered is much.
create index webhook_delivery_waiting on webhook_delivery (endpoint_id) where state = 'WAITING';
create index webhook_endpoint_tell_late on webhook_endpoint (endpoint_id) where tell_late;
