-- Records that wait to be sent to Kafka. Written in the transaction of the row they tell about, deleted once sent.
create table outbox (
  id         bigint generated always as identity primary key,
  shard      integer     not null,
  topic      text        not null,
  record_key text        not null,
  headers    text        not null,
  payload    bytea       not null,
  created_at timestamptz not null default now()
);
create index outbox_shard_id on outbox (shard, id);
