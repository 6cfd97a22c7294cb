-- What the topics told moves to a schema of its own, so that it can be built anew beside and put in place at once. What the
-- console owns itself (registrations, keys, orders, the outbox) stays.
create schema if not exists ${flyway:defaultSchema}_read;

alter table settlement set schema ${flyway:defaultSchema}_read;
alter table shipment set schema ${flyway:defaultSchema}_read;
alter table shipment_number set schema ${flyway:defaultSchema}_read;
alter table tracking_event rename to tracking_event_before;
set local search_path to ${flyway:defaultSchema}_read, ${flyway:defaultSchema};

-- Lists have a table of their own; the shipment's row changes often and is found by its id alone.
drop index shipment_listed;
drop index shipment_status;
alter table shipment set (fillfactor = 80);
alter table shipment_number drop constraint shipment_number_shipment_id_fkey;

-- How far each partition of the topics is in these tables: changed in the transaction that applies its records.
create table read_model_offset (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,                   -- after the last record that is applied
  primary key (topic, partition)
);

-- Merchants' lists: one row for each merchant of a shipment and each carrier among its numbers.
create table shipment_listing (
  shipment_id uuid        not null,
  merchant_id text        not null,              -- empty where nobody registered it
  carrier     text        not null,
  main        boolean     not null,              -- the carrier of the shipment's own number; one row of a merchant's has it
  listed_at   timestamptz not null,              -- these three as the shipment has them
  status      text        not null,
  monitoring  text        not null,
  primary key (shipment_id, merchant_id, carrier)
) with (fillfactor = 80);
create index shipment_listing_all on shipment_listing (merchant_id, listed_at desc, shipment_id desc) where main;
create index shipment_listing_status on shipment_listing (merchant_id, status, listed_at desc, shipment_id desc);
create index shipment_listing_monitoring on shipment_listing (merchant_id, monitoring, listed_at desc, shipment_id desc);
create index shipment_listing_carrier on shipment_listing (merchant_id, carrier, listed_at desc, shipment_id desc);
-- How many shipments stand where, told by an index alone.
create index shipment_listing_count on shipment_listing (merchant_id, status, monitoring) where main;

-- Events by the month in which Waymark received what told them. An id is its shipment's, and a repeat has the same time.
create table tracking_event (
  shipment_id uuid        not null,
  event_id    uuid        not null,
  recorded_at timestamptz not null,
  sequence    bigint      not null,
  occurred_at timestamptz not null,
  document    json        not null,              -- the record of waymark.events.v1
  carrier     text,                              -- from here on what the document says, so that it need not be read
  scan_id     uuid        not null,              -- the event that it corrects, or itself
  status      text        not null,
  sub_status  text        not null,
  withdrawn   boolean     not null,
  pushed      boolean     not null,              -- whether a provider told it by itself, and told nothing later before it
  area        text,                              -- the carrier's code of where it was
  primary key (shipment_id, event_id, recorded_at)
) partition by range (recorded_at);

-- Every state of a shipment that was published, by the month of its record's time.
create table shipment_revision (
  shipment_id uuid        not null,
  revision    bigint      not null,
  told_at     timestamptz not null,              -- the time of the record
  document    json        not null,              -- the record of waymark.latest.v1
  primary key (shipment_id, revision, told_at)
) partition by range (told_at);

-- In which months a shipment has events or revisions, so that no other partition is looked at.
create table shipment_month (
  shipment_id uuid        not null,
  month       timestamptz not null,              -- its first moment, in UTC
  primary key (shipment_id, month)
);

-- Makes the partitions of these months, where they are not there yet.
create function ${flyway:defaultSchema}.read_model_months(place text, months timestamptz[]) returns void
language plpgsql as $$
declare
  one record;
begin
  for one in
    select distinct parent, date_trunc('month', at, 'UTC') as month
    from unnest(array['shipment_revision', 'tracking_event']) parent, unnest(months) at order by parent, month
  loop
    if to_regclass(format('%I.%I', place, one.parent || to_char(one.month at time zone 'UTC', '_YYYY_MM'))) is null then
      execute format('create table if not exists %1$I.%2$I partition of %1$I.%3$I for values from (%4$L) to (%5$L)',
        place, one.parent || to_char(one.month at time zone 'UTC', '_YYYY_MM'), one.parent,
        one.month, date_trunc('month', one.month + interval '744 hours', 'UTC'));
    end if;
  end loop;
end $$;

-- What is there already.
select read_model_months('${flyway:defaultSchema}_read', array_agg(distinct date_trunc('month', (document ->> 'recordedAt')::timestamptz, 'UTC')))
from tracking_event_before;
insert into tracking_event (shipment_id, event_id, recorded_at, sequence, occurred_at, document, carrier, scan_id, status,
  sub_status, withdrawn, pushed, area)
select shipment_id, event_id, (document ->> 'recordedAt')::timestamptz, sequence, occurred_at, document,
  document ->> 'carrier', coalesce((document ->> 'corrects')::uuid, event_id), document ->> 'status',
  document ->> 'subStatus', coalesce((document ->> 'withdrawn')::boolean, false),
  coalesce(document ->> 'type' = 'EVENT' and document ->> 'evidence' = 'SIGNED_PUSH'
    and not coalesce((document ->> 'late')::boolean, false), false),
  document -> 'location' ->> 'areaCode'
from tracking_event_before;
insert into shipment_month select distinct shipment_id, date_trunc('month', recorded_at, 'UTC') from tracking_event;
drop table tracking_event_before;

insert into shipment_listing (shipment_id, merchant_id, carrier, main, listed_at, status, monitoring)
select s.shipment_id, coalesce(r.merchant_id, ''), n.carrier, bool_or(n.carrier = s.document ->> 'carrier'), s.listed_at,
  s.status, s.monitoring
from shipment s join shipment_number n on n.shipment_id = s.shipment_id
  left join registration r on r.shipment_id = s.shipment_id
group by s.shipment_id, coalesce(r.merchant_id, ''), n.carrier;

-- Settlements' lists: by gateway, and those of all merchants.
create index settlement_state_all on settlement (state, bound_at desc, settlement_id desc);
create index settlement_due_all on settlement (deadline, settlement_id) where is_open;
create index settlement_differs_all on settlement (bound_at desc, settlement_id desc) where not agrees;
create index settlement_binding_gateway on settlement_binding (merchant_id, gateway, bound_at desc, settlement_id desc);
create index settlement_binding_gateway_all on settlement_binding (gateway, bound_at desc, settlement_id desc);
