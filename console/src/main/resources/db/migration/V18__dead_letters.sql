-- What was refused at the door, as the door wrote it down. Of more than that it keeps no record.
create table rejected (
  rejection_id   uuid        primary key,
  provider       text        not null,
  reason         text        not null,
  received_at    timestamptz not null,
  sha256         text        not null,
  size           int         not null,             -- of the body, in bytes
  excerpt        text        not null,             -- masked
  remote_address text,
  also_refused   bigint      not null              -- shortly before, at that door and for that reason, and not kept
);
create index rejected_listed on rejected (received_at desc, rejection_id desc);
create index rejected_provider on rejected (provider, received_at desc, rejection_id desc);
create index rejected_reason on rejected (reason, received_at desc, rejection_id desc);

-- Records that a service could not process: where they lie and why, never what they hold.
create table dead_letter (
  letter_id        uuid        primary key,
  letters          text        not null,           -- the topic in which it lies
  partition        int         not null,
  record_offset    bigint      not null,
  consumer_group   text        not null,           -- whose dead letter it is
  topic            text        not null,           -- from which it came
  source_partition int,
  source_offset    bigint,
  record_key       text        not null,           -- empty if it has none
  shipment_id      uuid,                           -- where the key says it
  provider         text        not null,           -- of raw records; empty otherwise
  reason           text        not null,
  cause            text        not null,           -- the reason without what differs from record to record
  size             int         not null,           -- in bytes
  at               timestamptz not null,           -- the record's own time
  state            text        not null default 'WAITING',
  command_id       text,                           -- the last order to put it back
  decided_at       timestamptz,
  decided_by       text,                           -- who discarded it
  decision         text                            -- and why
);
create index dead_letter_listed on dead_letter (at desc, letter_id desc);
create index dead_letter_state on dead_letter (state, at desc, letter_id desc);
create index dead_letter_group on dead_letter (consumer_group, at desc, letter_id desc);
create index dead_letter_topic on dead_letter (topic, at desc, letter_id desc);
create index dead_letter_cause on dead_letter (cause, at desc, letter_id desc);
-- What waits is counted and ordered by its kind, and is little beside what was put back.
create index dead_letter_waiting on dead_letter (consumer_group, topic, cause, at) where state = 'WAITING';
create index dead_letter_waiting_cause on dead_letter (cause, at desc, letter_id desc) where state = 'WAITING';
create index dead_letter_place on dead_letter (letters, partition, record_offset);
create index dead_letter_command on dead_letter (command_id) where command_id is not null;

-- What other mappings, or another parser, would change, as somebody had it reckoned.
create table replay_report (
  report_id uuid        primary key,
  drawn_up_at timestamptz not null,
  document  json        not null
);
create index replay_report_listed on replay_report (drawn_up_at desc, report_id desc);
