package io.waymark.console.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.console.readmodel.ErasedRepository;
import io.waymark.console.readmodel.Generation;
import io.waymark.console.readmodel.JourneyRepository;
import io.waymark.console.readmodel.ListingRepository;
import io.waymark.console.readmodel.ReadModelRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The tables that are built anew, in the schema {@code console_next}. Every step may be done again: what was cut short is
 * begun again.
 */
@ApplicationScoped
class NextRepository {

    /** What is listed keeps its place in lists; until the topic tells of it, such a row is nobody's state. */
    private static final List<String> BEGIN = List.of(
            "drop schema if exists console_past cascade",
            "select read_model_begin('console_read', 'console_next')",
            """
            insert into console_next.shipment (shipment_id, status, monitoring, registered, revision, document, listed_at)
            select shipment_id, status, monitoring, registered, case when revision > 0 then -1 else 0 end,
              case when revision > 0 then '{}' else document end, listed_at from console_read.shipment""",
            """
            insert into console_next.shipment_number
            select n.* from console_read.shipment_number n join console_read.shipment s on s.shipment_id = n.shipment_id
            where s.revision = 0""",
            "set local search_path to console, console_next",
            JourneyRepository.SAY.formatted("true"));

    /** Shipments that are known: by the topic, or, where that tells nothing, because somebody registered them. */
    private static final String KNOWN = "(s.revision > 0 or s.revision < 0 and s.registered)";

    /** Events of what was erased may still lie in their topic; its tombstone need not. */
    private static final List<String> ERASED = List.of(
            """
            delete from console_next.tracking_event e
            where not exists (select 1 from console_next.shipment s where s.shipment_id = e.shipment_id and %s)"""
                    .formatted(KNOWN),
            """
            delete from console_next.journey j where not exists (
              select 1 from console_next.shipment s where s.shipment_id = j.shipment_id and (%s or s.revision = 0))"""
                    .formatted(KNOWN));

    /** In parts, each of which is told by what it needs of the tables and not by all of them. */
    private static final List<String> JOURNEYS = List.of(
            "set local search_path to console, console_next",
            """
            select count(follow_journeys(shipments)) from (
              select array_agg(distinct shipment_id) as shipments from shipment_month
              group by left(shipment_id::text, 3)) part""");

    /** What scans tell of a journey. */
    private static final String TOLD_OF = "shipment_id, carrier, scan_origin, scan_destination, first_at, last_at,"
            + " in_transit_at, out_for_delivery_at, available_at, attempted_at, first_attempt_ok, delivered_at, delivered_as,"
            + " returned_at, problem_at, exceptions, scans, missing_scans, latency_ms_sum, latency_count, latencies";

    private static final String EVENT =
            "shipment_id, event_id, recorded_at, sequence, occurred_at, document, carrier, scan_id,"
                    + " status, sub_status, withdrawn, pushed, area";

    /** What the topics told wins: it is there already. Of scans whose months were dropped their journeys are left. */
    private static final List<String> HISTORY = List.of(
            """
            select read_model_months('console_next', array_agg(distinct month)) from (
              select distinct date_trunc('month', recorded_at, 'UTC') as month from past.tracking_event
              union select distinct date_trunc('month', told_at, 'UTC') from past.shipment_revision) m
            having count(*) > 0""",
            "create table console_next.told_more (shipment_id uuid)",
            """
            with more as (
            insert into console_next.tracking_event (%1$s)
            select %1$s from past.tracking_event e
            where exists (select 1 from console_next.shipment s where s.shipment_id = e.shipment_id and %2$s)
            on conflict do nothing returning shipment_id)
            insert into console_next.told_more select distinct shipment_id from more"""
                    .formatted(EVENT, KNOWN),
            """
            insert into console_next.shipment_revision (shipment_id, revision, told_at, document)
            select r.shipment_id, r.revision, r.told_at, r.document
            from past.shipment_revision r join console_next.shipment s on s.shipment_id = r.shipment_id and %s
            where not exists (select 1 from console_next.shipment_revision o
                              where o.shipment_id = r.shipment_id and o.revision = r.revision)
            on conflict do nothing"""
                    .formatted(KNOWN),
            """
            insert into console_next.shipment_month
            select distinct shipment_id, date_trunc('month', recorded_at, 'UTC') from console_next.tracking_event
            union select distinct shipment_id, date_trunc('month', told_at, 'UTC') from console_next.shipment_revision
            on conflict do nothing""",
            "set local search_path to console, console_next",
            "select follow_journeys(array_agg(shipment_id)) from told_more",
            "drop table told_more",
            """
            insert into console_next.journey as j (%1$s)
            select %1$s from console_read.journey l
            where l.scans > 0 and exists (
              select 1 from console_next.shipment s where s.shipment_id = l.shipment_id and %2$s)
            on conflict (shipment_id) do update set (%1$s) = (%3$s) where j.scans = 0"""
                    .formatted(TOLD_OF, KNOWN, TOLD_OF.replaceAll("\\w+", "excluded.$0")));

    /** A shipment of which the topic tells nothing stays as it is if somebody registered it, and else goes. */
    private static final List<String> LISTS = List.of(
            "delete from console_next.shipment where revision = -1 and not registered",
            """
            insert into console_next.shipment_number
            select n.* from console_read.shipment_number n join console_next.shipment s on s.shipment_id = n.shipment_id
            where s.revision = -1 on conflict do nothing""",
            """
            update console_next.shipment n set status = l.status, monitoring = l.monitoring, revision = l.revision,
              document = l.document
            from console_read.shipment l where n.revision = -1 and l.shipment_id = n.shipment_id""",
            "delete from console_next.shipment where revision = -1",
            "set local search_path to console, console_next",
            ListingRepository.ADD.formatted("true"),
            "select read_model_indexes('console_read', 'console_next')",
            "analyze console_next.shipment, console_next.shipment_number, console_next.shipment_listing, console_next.settlement, console_next.shipment_month,"
                    + " console_next.tracking_event, console_next.shipment_revision, console_next.journey");

    private static final List<String> LOCK = List.of(
            "set local lock_timeout = '10s'",
            "lock table console_read.read_model_offset in exclusive mode",
            "lock table console_read.shipment in share row exclusive mode");

    private static final String PLACES = "select topic, partition, next_offset from console_read.read_model_offset";

    /** What was registered since it began, or may have been. */
    private static final String SINCE = "select shipment_id from registration where registered_at >= $1";

    private static final List<String> REGISTERED = List.of(
            """
            insert into console_next.shipment (shipment_id, status, monitoring, registered, revision, document, listed_at)
            select shipment_id, status, monitoring, registered, revision, document, listed_at from console_read.shipment
            where shipment_id in (%s) on conflict do nothing""",
            """
            update console_next.shipment n set registered = true, listed_at = l.listed_at from console_read.shipment l
            where l.shipment_id = n.shipment_id and l.shipment_id in (%s)""",
            """
            insert into console_next.shipment_number select n.* from console_read.shipment_number n where n.shipment_id in (%s)
            on conflict do nothing""",
            """
            delete from console_next.shipment_listing where shipment_id in (%s)""",
            ListingRepository.ADD.formatted("s.shipment_id in (%s)"));

    /** A registration that was repeated meanwhile, and then said more, is not found by its time. */
    private static final String PLACES_SAID =
            """
            insert into console_next.journey as j (shipment_id, carrier, said_origin, said_destination)
            select shipment_id, carrier, said_origin, said_destination from console_read.journey l
            where said_origin <> '' or said_destination <> ''
            on conflict (shipment_id) do update
            set said_origin = excluded.said_origin, said_destination = excluded.said_destination
            where (j.said_origin, j.said_destination) is distinct from (excluded.said_origin, excluded.said_destination)""";

    private static final List<String> SWITCH = List.of(
            "select read_model_partitions('console_read', 'console_next')",
            "alter schema console_read rename to console_past",
            "alter schema console_next rename to console_read");

    private static final String DONE =
            """
            update rebuild set state = 'DONE', finished_at = now(), detail = ''
            where rebuild_id = $1 and state = 'COMPLETING'""";

    private final Pool database;

    NextRepository(Pool database) {
        this.database = database;
    }

    /** Empty tables but for what the console knows by itself. */
    Uni<Void> begin() {
        return database.withTransaction(connection -> all(connection, BEGIN));
    }

    /** Tells the journeys. */
    Uni<Void> follow() {
        return database.withTransaction(connection -> all(connection, JOURNEYS));
    }

    /** Removes what was erased, and adds what the topics no longer hold. */
    Uni<Void> complete(@Nullable String history) {
        return database.withTransaction(connection -> all(connection, ERASED)
                .chain(() -> history == null
                        ? Uni.createFrom().voidItem()
                        : all(
                                connection,
                                HISTORY.stream()
                                        .map(sql -> sql.replace("past.", history + "."))
                                        .toList())));
    }

    /** Makes lists and indexes. */
    Uni<Void> list() {
        return database.withTransaction(connection -> all(connection, LISTS));
    }

    /**
     * Puts the new tables in the place of the old, in one transaction, during which nothing is applied or registered.
     *
     * @param catchUp has the new tables be no less far than the old, whose places it is given
     * @throws IllegalStateException if the rebuild was cancelled or completed meanwhile
     */
    Uni<Void> switchOver(UUID rebuildId, Instant since, Function<Map<TopicPartition, Long>, Uni<Void>> catchUp) {
        return database.withTransaction(connection -> all(connection, LOCK)
                .chain(() -> connection.query(PLACES).execute())
                .map(ReadModelRepository::places)
                .chain(places -> catchUp.apply(places))
                .chain(() -> all(connection, List.of("set local search_path to console, console_next")))
                .chain(() -> RecordHandler.each(REGISTERED, sql -> connection
                        .preparedQuery(sql.formatted(SINCE))
                        .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                        .replaceWithVoid()))
                .chain(() -> all(connection, List.of(PLACES_SAID)))
                .chain(() -> RecordHandler.each(ErasedRepository.purge(Generation.NEXT), sql -> connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                        .replaceWithVoid()))
                .chain(() -> all(connection, SWITCH))
                .chain(() -> connection.preparedQuery(DONE).execute(Tuple.of(rebuildId)))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw new IllegalStateException("it is no longer under way");
                    }
                })
                .replaceWithVoid());
    }

    /** Removes what is left of a rebuild, or of what it replaced. */
    Uni<Void> drop() {
        return all(
                null,
                List.of("drop schema if exists console_past cascade", "drop schema if exists console_next cascade"));
    }

    private Uni<Void> all(@Nullable SqlConnection connection, List<String> statements) {
        return RecordHandler.each(
                statements, statement -> (connection == null ? database.query(statement) : connection.query(statement))
                        .execute()
                        .replaceWithVoid());
    }
}
