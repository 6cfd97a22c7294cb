-- Files with shipments to be registered. Holds no personal data but in the parts, which go when all is done.
create table shipment_import (
  import_id   uuid        primary key,
  merchant_id text        not null references merchant,
  actor       text        not null,              -- who sent it
  state       text        not null,              -- RECEIVING, RECEIVED, RUNNING, DONE, CANCELLED
  charset     text        not null,
  columns     text[]      not null,              -- which field each column of the table fills
  bytes_total bigint      not null default 0,
  bytes_done  bigint      not null,              -- where the first line begins that is not done
  lines_total bigint      not null default 0,    -- these two count every line of the file, its head too
  lines_done  bigint      not null,
  registered  bigint      not null default 0,
  repeated    bigint      not null default 0,
  failed      bigint      not null default 0,
  received_at timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  served_at   timestamptz,                       -- when its turn last ended; the next is who has waited longest
  lease       uuid,                              -- whose turn it is
  lease_until timestamptz                        -- until then, whatever becomes of who has it; while it is received, of the call
);
create index shipment_import_merchant on shipment_import (merchant_id, received_at desc, import_id desc);
create index shipment_import_open on shipment_import (merchant_id) where state in ('RECEIVING', 'RECEIVED', 'RUNNING');
create index shipment_import_finished on shipment_import (finished_at) where finished_at is not null;

-- The file as it was sent, in parts of one size.
create table shipment_import_part (
  import_id uuid  not null references shipment_import on delete cascade,
  part      int   not null,                      -- from 0 without gaps
  bytes     bytea not null,
  primary key (import_id, part)
);
alter table shipment_import_part alter column bytes set storage external;

-- Lines that were not registered, and why; nothing of what stood in them.
create table shipment_import_error (
  import_id uuid   not null references shipment_import on delete cascade,
  line      bigint not null,                     -- of the file, from 1
  errors    json   not null,                     -- the fields at fault, as problem+json lists them
  primary key (import_id, line)
);
