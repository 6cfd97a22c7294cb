-- How long parcels took, from which it is told when others will arrive, and how often that was right.

create table eta_statistics (
  carrier      text        not null,
  stage        text        not null,             -- where the parcel is when it is told: IN_TRANSIT, OUT_FOR_DELIVERY
  origin       text        not null,             -- a lane as journeys have it; * for all lanes of the carrier
  destination  text        not null,
  minutes      int[]       not null,             -- from the stage's first scan to delivery, ascending: of 90 days, at most 500
  since        timestamptz not null,             -- the first of these deliveries
  predictions  int         not null,             -- of the back-test, below
  in_range     int         not null,             -- of these: delivered from the median to the 90th percentile
  by_latest    int         not null,             -- delivered not later than the 90th percentile
  drawn_up_at  timestamptz not null,
  primary key (carrier, stage, origin, destination)
);

-- When that was done last, so that one of many replicas does it.
create table eta_run (
  only_one boolean     primary key default true check (only_one),
  began_at timestamptz not null
);

-- Draws up the statistics of a carrier as of a time. At least 30 parcels make one; of more than 500 within 90 days, 500 that are drawn
-- by lot (a hash, so that the lot stays the same) count. The newest 500 would be a busy carrier's last hours alone.
--
-- A lane counts in transit only where registrations say its destination: the scans that tell it come when the parcel is almost there.
--
-- The back-test is of the last 90 days. Each parcel is predicted when it enters a stage, from deliveries before that week
-- (Monday, UTC) alone, as many and as old as is told above. It is judged once its 90th percentile is over: judged before, only the
-- quick ones would count. One that has not arrived by then, or went back, was predicted wrongly.
create function eta_draw_up(of_carrier text, at timestamptz) returns void language plpgsql as $$
begin
  create temporary table eta_parcel on commit drop as
  select l.origin, l.destination, s.stage, s.began_at, a.delivered_at,  -- null: not arrived
    ceil(extract(epoch from a.delivered_at - s.began_at) / 60)::int as minutes, uuid_hash(j.shipment_id) as lot
  from journey j
    cross join lateral (
      select case when j.returned_at is null and j.delivered_at <= at then j.delivered_at end) a (delivered_at)
    cross join lateral (
      values ('IN_TRANSIT', j.in_transit_at), ('OUT_FOR_DELIVERY', j.out_for_delivery_at)) s (stage, began_at)
    cross join lateral (
      select j.origin, j.destination
      where j.origin <> '' and j.destination <> '' and (s.stage <> 'IN_TRANSIT' or j.said_destination <> '')
      union all select '*', '*') l
  where j.carrier = of_carrier and (
    a.delivered_at > at - interval '180 days' and s.began_at < a.delivered_at
    or a.delivered_at is null and s.began_at > at - interval '90 days' and s.began_at <= at)
  order by l.origin, l.destination, s.stage, lot;
  create index on eta_parcel (origin, destination, stage, lot) include (delivered_at, minutes);
  create index on eta_parcel (origin, destination, stage, began_at);
  analyze eta_parcel;

  delete from eta_statistics where carrier = of_carrier;
  insert into eta_statistics (carrier, stage, origin, destination, minutes, since, predictions, in_range, by_latest, drawn_up_at)
  with lane as (select distinct origin, destination, stage from eta_parcel),
  history as (
    select g.origin, g.destination, g.stage, array_agg(k.minutes order by k.minutes) as minutes, min(k.delivered_at) as since
    from lane g cross join lateral (
      select p.minutes, p.delivered_at from eta_parcel p
      where p.origin = g.origin and p.destination = g.destination and p.stage = g.stage
        and p.delivered_at > at - interval '90 days'
      order by p.lot limit 500) k
    group by g.origin, g.destination, g.stage having count(*) >= 30),
  forecast as materialized (
    select d.origin, d.destination, d.stage, d.week, f.p50, f.p90
    from (
        select distinct h.origin, h.destination, h.stage, date_trunc('week', p.began_at, 'UTC') as week
        from history h join eta_parcel p on p.origin = h.origin and p.destination = h.destination and p.stage = h.stage
        where p.began_at > at - interval '90 days') d
      cross join lateral (
        select percentile_disc(0.5) within group (order by k.minutes) as p50,
          percentile_disc(0.9) within group (order by k.minutes) as p90, count(*) as parcels
        from (
          select p.minutes from eta_parcel p
          where p.origin = d.origin and p.destination = d.destination and p.stage = d.stage
            and p.delivered_at <= d.week and p.delivered_at > d.week - interval '90 days'
          order by p.lot limit 500) k) f
    where f.parcels >= 30),
  judged as (
    select f.origin, f.destination, f.stage, count(*) as predictions,
      count(*) filter (where p.minutes between f.p50 and f.p90) as in_range,
      count(*) filter (where p.minutes <= f.p90) as by_latest
    from forecast f join eta_parcel p on p.origin = f.origin and p.destination = f.destination and p.stage = f.stage
      and p.began_at >= f.week and p.began_at < f.week + interval '7 days'
    where p.began_at + f.p90 * interval '1 minute' <= at and p.began_at > at - interval '90 days'
    group by f.origin, f.destination, f.stage)
  select of_carrier, h.stage, h.origin, h.destination, h.minutes, h.since,
    coalesce(j.predictions, 0), coalesce(j.in_range, 0), coalesce(j.by_latest, 0), at
  from history h left join judged j
    on j.origin = h.origin and j.destination = h.destination and j.stage = h.stage;
end $$;
