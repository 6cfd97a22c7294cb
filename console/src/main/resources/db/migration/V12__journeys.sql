-- How each parcel travelled, in one row: what reports and predictions are made of. It follows from the scans that stand.
set local search_path to ${flyway:defaultSchema}_read, ${flyway:defaultSchema};

-- Where a registration's free text begins and ends: a province's name, a country's code, empty where it says neither.
alter table ${flyway:defaultSchema}.registration
  add column origin_place      text,
  add column destination_place text;

create table journey (
  shipment_id         uuid     primary key,
  carrier             text     not null,         -- of the last event
  said_origin         text     not null default '',  -- by registrations; of several the first that says one
  said_destination    text     not null default '',
  scan_origin         text     not null default '',  -- by the areas of scans
  scan_destination    text     not null default '',
  -- a province of China without 省, 市 or 自治区; the ISO 3166 code of another country; empty if unknown
  origin              text     not null generated always as (coalesce(nullif(said_origin, ''), scan_origin)) stored,
  destination         text     not null generated always as (coalesce(nullif(said_destination, ''), scan_destination)) stored,
  first_at            timestamptz,               -- these are times of scans that stand; null where there is none
  last_at             timestamptz,
  in_transit_at       timestamptz,               -- the first of its status, as all below: the carrier has the parcel
  out_for_delivery_at timestamptz,
  available_at        timestamptz,
  attempted_at        timestamptz,               -- the first failed, put into a locker or station, or handed over
  first_attempt_ok    boolean,                   -- delivered, and no failed attempt before; null if not known yet
  delivered_at        timestamptz,
  delivered_as        text,                      -- the sub-status of that scan
  returned_at         timestamptz,
  problem_at          timestamptz,               -- the first EXCEPTION, DELIVERY_FAILED or RETURNING
  exceptions          int      not null default 0,   -- scans that say EXCEPTION
  scans               int      not null default 0,
  missing_scans       int,                       -- what a delivered parcel lacks; null before it is delivered
  latency_ms_sum      bigint   not null default 0,   -- from the scan to its record here, of scans pushed as they happened
  latency_count       int      not null default 0,
  latencies           smallint[] not null default '{}' -- of each, oldest first: round(8 * log2(1 + seconds))
) with (fillfactor = 80);
create index journey_delivered on journey (delivered_at) where delivered_at is not null;
create index journey_problem on journey (problem_at) where problem_at is not null;

-- Provinces by the first two digits of GB/T 2260, as carriers' area codes begin with them.
create table ${flyway:defaultSchema}.province (
  area_code text primary key,
  name      text not null unique
);
insert into province (area_code, name) values
  ('11', '北京'), ('12', '天津'), ('13', '河北'), ('14', '山西'), ('15', '内蒙古'),
  ('21', '辽宁'), ('22', '吉林'), ('23', '黑龙江'),
  ('31', '上海'), ('32', '江苏'), ('33', '浙江'), ('34', '安徽'), ('35', '福建'), ('36', '江西'), ('37', '山东'),
  ('41', '河南'), ('42', '湖北'), ('43', '湖南'), ('44', '广东'), ('45', '广西'), ('46', '海南'),
  ('50', '重庆'), ('51', '四川'), ('52', '贵州'), ('53', '云南'), ('54', '西藏'),
  ('61', '陕西'), ('62', '甘肃'), ('63', '青海'), ('64', '宁夏'), ('65', '新疆'),
  ('71', '台湾'), ('81', '香港'), ('82', '澳门');

-- Where a carrier's area code lies, e.g. CN440305000000 or US; empty if that is not to be seen.
create function ${flyway:defaultSchema}.place_of_area(area text) returns text stable strict language sql as $$
  select coalesce(
    (select p.name from province p where p.area_code = coalesce(
      substring(area from '^(?:CN)?([1-8][0-9])(?:[0-9]{4})'),
      case substring(area from '^[A-Z]{2}(?![A-Z])') when 'TW' then '71' when 'HK' then '81' when 'MO' then '82' end)),
    substring(area from '^(?!CN)[A-Z]{2}(?![A-Z])'),
    '')
$$;

-- Tells the journeys of these shipments anew from their scans, as they stand now. Of a scan its last event counts, and none
-- if it was withdrawn. What is missing of a delivered parcel: any scan in transit, any out for delivery or available, and one
-- for each 72 hours and more between two scans. A scan was pushed as it happened if it is not older than what Waymark knew
-- of the parcel first, also where it was corrected since; how late it came is told by its first record. Planned for few
-- shipments among very many, however small the tables are at the time.
create function ${flyway:defaultSchema}.follow_journeys(shipments uuid[]) returns bigint language sql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
with scan as (
  select distinct on (e.shipment_id, e.scan_id) e.shipment_id, e.carrier, e.sequence, e.occurred_at, e.status, e.sub_status,
    e.area, not e.withdrawn as stands,
    bool_or(e.pushed) over (partition by e.shipment_id, e.scan_id) as pushed,
    min(e.recorded_at) over (partition by e.shipment_id, e.scan_id) as recorded_at,
    min(e.recorded_at) over (partition by e.shipment_id) as known_at
  from (select distinct unnest(shipments) as shipment_id order by 1) t
    join shipment_month m on m.shipment_id = t.shipment_id
    join tracking_event e on e.shipment_id = m.shipment_id
      and e.recorded_at >= m.month and e.recorded_at < date_trunc('month', m.month + interval '744 hours', 'UTC')
  order by e.shipment_id, e.scan_id, e.sequence desc),
placed as (
  select s.*, s.stands and s.pushed and s.occurred_at >= s.known_at as live,
    greatest(extract(epoch from s.recorded_at - s.occurred_at)::double precision, 0) as latency,
    min(s.occurred_at) filter (where s.stands and s.status = 'DELIVERED') over (partition by s.shipment_id) as delivered_at,
    lag(s.occurred_at) over (partition by s.shipment_id, s.stands order by s.occurred_at, s.sequence) as before
  from scan s),
told as (
  select shipment_id,
    coalesce((array_agg(carrier order by stands, occurred_at, sequence))[1], '') as carrier,
    array_agg(area order by stands, occurred_at, sequence) filter (
      where stands and area is not null and status in ('INFO_RECEIVED', 'IN_TRANSIT')) as left_from,
    array_agg(area order by stands, occurred_at, sequence) filter (
      where stands and area is not null and status in ('OUT_FOR_DELIVERY', 'AVAILABLE_FOR_PICKUP', 'DELIVERED')) as came_to,
    min(occurred_at) filter (where stands) as first_at,
    max(occurred_at) filter (where stands) as last_at,
    min(occurred_at) filter (where stands and status = 'IN_TRANSIT') as in_transit_at,
    min(occurred_at) filter (where stands and status = 'OUT_FOR_DELIVERY') as out_for_delivery_at,
    min(occurred_at) filter (where stands and status = 'AVAILABLE_FOR_PICKUP') as available_at,
    min(occurred_at) filter (where stands and status = 'DELIVERY_FAILED') as failed_at,
    min(occurred_at) filter (where stands and sub_status = 'REDELIVERY') as redelivery_at,
    min(delivered_at) as delivered_at,
    (array_agg(sub_status order by stands, occurred_at, sequence) filter (where stands and status = 'DELIVERED'))[1]
      as delivered_as,
    min(occurred_at) filter (where stands and status = 'RETURNED') as returned_at,
    min(occurred_at) filter (where stands and status in ('EXCEPTION', 'DELIVERY_FAILED', 'RETURNING')) as problem_at,
    count(*) filter (where stands and status = 'EXCEPTION') as exceptions,
    count(*) filter (where stands) as scans,
    count(*) filter (where stands and occurred_at <= delivered_at and occurred_at - before >= interval '72 hours') as gaps,
    sum((latency * 1000)::bigint) filter (where live) as latency_ms_sum,
    count(*) filter (where live) as latency_count,
    array_agg(round(8 * ln(1 + latency) / ln(2::double precision))::smallint order by stands, occurred_at, sequence)
      filter (where live) as latencies
  from placed group by shipment_id),
followed as (
  insert into journey (shipment_id, carrier, scan_origin, scan_destination, first_at, last_at, in_transit_at,
    out_for_delivery_at, available_at, attempted_at, first_attempt_ok, delivered_at, delivered_as, returned_at, problem_at,
    exceptions, scans, missing_scans, latency_ms_sum, latency_count, latencies)
  select shipment_id, carrier, coalesce(place_of_area(left_from[1]), ''),
    coalesce(place_of_area(came_to[cardinality(came_to)]), ''), first_at, last_at, in_transit_at, out_for_delivery_at,
    available_at, least(failed_at, available_at, delivered_at),
    case
      when least(failed_at, redelivery_at) <= coalesce(delivered_at, 'infinity') then false
      when delivered_at is not null then true
    end,
    delivered_at, delivered_as, returned_at, problem_at, exceptions, scans,
    case when delivered_at is not null then
      gaps + (coalesce(in_transit_at, 'infinity') > delivered_at)::int
      + (coalesce(least(out_for_delivery_at, available_at), 'infinity') > delivered_at)::int
    end,
    coalesce(latency_ms_sum, 0), latency_count, coalesce(latencies, '{}')
  from told
  on conflict (shipment_id) do update
  set carrier = excluded.carrier, scan_origin = excluded.scan_origin, scan_destination = excluded.scan_destination,
    first_at = excluded.first_at, last_at = excluded.last_at, in_transit_at = excluded.in_transit_at,
    out_for_delivery_at = excluded.out_for_delivery_at, available_at = excluded.available_at,
    attempted_at = excluded.attempted_at, first_attempt_ok = excluded.first_attempt_ok,
    delivered_at = excluded.delivered_at, delivered_as = excluded.delivered_as, returned_at = excluded.returned_at,
    problem_at = excluded.problem_at, exceptions = excluded.exceptions, scans = excluded.scans,
    missing_scans = excluded.missing_scans, latency_ms_sum = excluded.latency_ms_sum,
    latency_count = excluded.latency_count, latencies = excluded.latencies
  returning 1)
select count(*) from followed
$$;

select follow_journeys(array_agg(distinct shipment_id)) from tracking_event;
