-- What was accepted, what was refused, and what the normalizer says became of it: counted from the topics, and with the
-- counts, in the same transactions, how far each partition is counted.
create table conservation_offset (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,                   -- after the last record that is counted
  primary key (topic, partition)
);

-- The first hour that is judged: of what an earlier release took in, the normalizer kept no account. Everything, where there
-- was no earlier release.
create table conservation_start (
  hour timestamptz not null
);
insert into conservation_start
select case when exists (select from shipment) then date_trunc('hour', now(), 'UTC') + interval '2 hours'
            else '-infinity' end;

-- By the hour in which Waymark received a record, and by the partition of waymark.raw.v1 in which it lies.
create table conservation_cell (
  hour           timestamptz not null,
  provider       text        not null,
  raw_partition  int         not null,
  accepted       bigint      not null default 0, -- raw records counted here; the rest is the normalizer's account
  normalized     bigint      not null default 0,
  dead_lettered  bigint      not null default 0,
  scans          bigint      not null default 0,
  new_scans      bigint      not null default 0,
  repeated_scans bigint      not null default 0,
  position       bigint      not null default 0, -- the account tells of all records of the partition before this offset
  primary key (hour, provider, raw_partition)
);

create table conservation_rejected (
  hour     timestamptz not null,
  provider text        not null,
  rejected bigint      not null,
  primary key (hour, provider)
);

-- What was added to "accepted" lately, until the normalizer has come past it.
create table conservation_piece (
  raw_partition int         not null,
  hour          timestamptz not null,
  provider      text        not null,
  next_offset   bigint      not null,            -- after its last record
  records       bigint      not null,
  primary key (raw_partition, hour, provider, next_offset)
);

-- How far the normalizer had come in each partition, and when that was known here; but for the newest that has settled,
-- only what is newer.
create table conservation_position (
  raw_partition int         not null,
  position      bigint      not null,
  reported_at   timestamptz not null default now(),
  primary key (raw_partition, position)
);
