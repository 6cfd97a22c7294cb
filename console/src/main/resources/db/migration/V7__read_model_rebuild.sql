-- Building the read model anew: "next" is a schema like "live", filled beside it and then given its name.

-- Tables, primary keys and partitions, all of it empty.
create function read_model_begin(live text, next text) returns void
language plpgsql as $$
declare
  one record;
begin
  execute format('drop schema if exists %I cascade', next);
  execute format('create schema %I', next);
  for one in
    select c.relname, case c.relkind when 'p' then 'partition by ' || pg_get_partkeydef(c.oid) else '' end as parts,
      coalesce('with (' || array_to_string(c.reloptions, ', ') || ')', '') as options
    from pg_class c where c.relnamespace = to_regnamespace(live) and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname
  loop
    execute format('create table %1$I.%2$I (like %3$I.%2$I including defaults including generated including constraints) %4$s %5$s',
      next, one.relname, live, one.parts, one.options);
  end loop;
  for one in
    select c.relname, k.conname, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = to_regnamespace(live) and k.contype = 'p' and not c.relispartition
  loop
    execute format('alter table %I.%I add constraint %I %s', next, one.relname, one.conname, one.definition);
  end loop;
  perform read_model_partitions(live, next);
end $$;

-- The partitions that "live" has and "next" has not.
create function read_model_partitions(live text, next text) returns void
language plpgsql as $$
declare
  one record;
begin
  for one in
    select c.relname, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
    where c.relnamespace = to_regnamespace(live) and c.relkind = 'r' order by c.relname
  loop
    execute format('create table if not exists %1$I.%2$I partition of %1$I.%3$I %4$s', next, one.relname, one.parent, one.bounds);
  end loop;
end $$;

-- The other indexes, once all is in.
create function read_model_indexes(live text, next text) returns void
language plpgsql as $$
declare
  one record;
begin
  for one in
    select c.relname, x.relname as name, pg_get_indexdef(x.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    where c.relnamespace = to_regnamespace(live) and not c.relispartition and not i.indisprimary order by x.relname
  loop
    if to_regclass(format('%I.%I', next, one.name)) is null then
      execute regexp_replace(one.definition, ' ON (ONLY )?\S+ USING', format(' ON %I.%I USING', next, one.relname));
    end if;
  end loop;
end $$;

-- Each time that it was or is built anew.
create table rebuild (
  rebuild_id  uuid        primary key,
  state       text        not null,              -- REPLAYING, COMPLETING, DONE, CANCELLED
  history     text,                              -- the schema out of which what the topics no longer hold is taken; or null
  actor       text        not null,
  started_at  timestamptz not null,
  replayed_at timestamptz,
  finished_at timestamptz,
  detail      text        not null default ''
);
create unique index rebuild_one_at_a_time on rebuild ((true)) where state in ('REPLAYING', 'COMPLETING');

-- What one of them reads.
create table rebuild_partition (
  rebuild_id   uuid   not null references rebuild,
  topic        text   not null,
  partition    int    not null,
  first_offset bigint not null,
  end_offset   bigint not null,                  -- where the partition ended when it began
  primary key (rebuild_id, topic, partition)
);

-- By which registrations that came meanwhile are found.
create index registration_registered on registration (registered_at);
