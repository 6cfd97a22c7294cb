package io.waymark.console.deadletter;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.OffsetRanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Enters dead letters and what became of them. */
@ApplicationScoped
class LetterRepository {

    private static final String INSERT =
            """
            insert into dead_letter (letter_id, letters, partition, record_offset, consumer_group, topic, source_partition,
              source_offset, record_key, shipment_id, provider, reason, cause, size, at)
            select * from unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::int[],
              $8::bigint[], $9::text[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::int[], $15::timestamptz[])
            on conflict (letter_id) do nothing""";

    private static final String REDRIVEN =
            """
            update dead_letter set state = 'REDRIVEN', decided_at = $4, decided_by = null, decision = null
            where letters = $1 and partition = $2 and record_offset = any ($3) and state <> 'REDRIVEN'""";

    /** It returns something so that Hibernate takes it for a query: as an update it would empty all caches. */
    private static final String ORDERED =
            """
            update dead_letter set command_id = ?2 where letter_id = any (cast(string_to_array(?1, ',') as uuid[]))
            returning 1""";

    private static final String PROGRESS =
            """
            update command set detail = (
              select count(*) filter (where state = 'REDRIVEN') || ' of ' || count(*) || ' put back'
              from dead_letter where command_id = $1)
            where command_id = $1 and state = 'PENDING'""";

    private static final String DISCARD =
            """
            update dead_letter set state = 'DISCARDED', decided_at = now(), decided_by = $2, decision = $3
            where letter_id = $1 and state = 'WAITING'""";

    private static final String FORGET =
            """
            delete from dead_letter where letter_id in (
              select letter_id from dead_letter where at < $1 order by at limit $2)""";

    private final Pool database;

    LetterRepository(Pool database) {
        this.database = database;
    }

    /** Enters those that are not there yet, as waiting. */
    Uni<Void> add(List<DeadLetter> letters) {
        return letters.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.preparedQuery(INSERT).execute(rows(letters)).replaceWithVoid();
    }

    private static Tuple rows(List<DeadLetter> letters) {
        return Tuple.tuple()
                .addArrayOfUUID(each(letters, DeadLetter::letterId, UUID[]::new))
                .addArrayOfString(each(letters, DeadLetter::deadLetters, String[]::new))
                .addArrayOfInteger(each(letters, DeadLetter::partition, Integer[]::new))
                .addArrayOfLong(each(letters, DeadLetter::offset, Long[]::new))
                .addArrayOfString(each(letters, DeadLetter::group, String[]::new))
                .addArrayOfString(each(letters, DeadLetter::topic, String[]::new))
                .addArrayOfInteger(each(letters, DeadLetter::sourcePartition, Integer[]::new))
                .addArrayOfLong(each(letters, DeadLetter::sourceOffset, Long[]::new))
                .addArrayOfString(each(letters, DeadLetter::key, String[]::new))
                .addArrayOfUUID(each(letters, DeadLetter::shipmentId, UUID[]::new))
                .addArrayOfString(each(letters, DeadLetter::provider, String[]::new))
                .addArrayOfString(each(letters, DeadLetter::reason, String[]::new))
                .addArrayOfString(each(letters, DeadLetter::cause, String[]::new))
                .addArrayOfInteger(each(letters, DeadLetter::size, Integer[]::new))
                .addArrayOfOffsetDateTime(
                        each(letters, letter -> letter.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <R> R[] each(List<DeadLetter> letters, Function<DeadLetter, R> part, IntFunction<R[]> array) {
        return letters.stream().map(part).toArray(array);
    }

    /**
     * They lie where they came from again, whatever had become of them before.
     *
     * @param order which had it done; its progress is told from then on
     */
    Uni<Void> redriven(String order, String deadLetters, int partition, OffsetRanges offsets, Instant at) {
        Long[] all = offsets.offsets().boxed().toArray(Long[]::new);
        return database.preparedQuery(REDRIVEN)
                .execute(Tuple.of(deadLetters, partition, all, at.atOffset(ZoneOffset.UTC)))
                .chain(() -> database.preparedQuery(PROGRESS).execute(Tuple.of(order)))
                .replaceWithVoid();
    }

    /** They are named in an order: in its transaction, the current one of Hibernate Reactive. */
    Uni<Void> ordered(List<UUID> letterIds, String commandId) {
        String ids = letterIds.stream().map(UUID::toString).collect(Collectors.joining(","));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ORDERED, Integer.class)
                        .setParameter(1, ids)
                        .setParameter(2, commandId)
                        .getResultList())
                .replaceWithVoid();
    }

    /** Whether it waited until then. */
    Uni<Boolean> discard(UUID letterId, String actor, String reason) {
        return database.preparedQuery(DISCARD)
                .execute(Tuple.of(letterId, actor, reason))
                .map(rows -> rows.rowCount() > 0);
    }

    /** How many of those older than a time were forgotten. */
    Uni<Integer> forget(Instant before, int atMost) {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), atMost))
                .map(rows -> rows.rowCount());
    }
}
