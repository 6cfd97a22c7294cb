package io.waymark.console.deadletter;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Position;
import io.waymark.console.readmodel.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Dead letters as they are known. */
@ApplicationScoped
public class LetterQueryRepository {

    private static final String SELECT = "select * from dead_letter where ";

    static final String WAITING =
            """
            select consumer_group, topic, cause, count(*) as letters, max(at) as newest
            from dead_letter where state = 'WAITING' group by consumer_group, topic, cause
            order by letters desc, consumer_group, topic, cause limit 100""";

    private static final String PROGRESS =
            """
            select count(*) as ordered, count(*) filter (where state = 'REDRIVEN') as redriven
            from dead_letter where command_id = $1""";

    private final Pool database;

    LetterQueryRepository(Pool database) {
        this.database = database;
    }

    /**
     * How many letters of one kind wait.
     *
     * @param cause see {@link DeadLetter#cause}
     * @param newest the time of the newest of them
     */
    public record Waiting(String group, String topic, String cause, long letters, Instant newest) {}

    /** How far an order is: of how many letters that it names how many are put back. */
    public record Progress(long ordered, long redriven) {}

    /** The newest first. */
    public Uni<List<DeadLetter>> page(LetterFilter wanted, @Nullable Position after, int rows) {
        return list(list(wanted, after, rows));
    }

    static Statement list(LetterFilter wanted, @Nullable Position after, int rows) {
        Conditions conditions = wanted.conditions();
        if (after != null) {
            conditions.and("(at, letter_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        String limit = conditions.parameter(rows);
        return new Statement(
                SELECT + conditions.text() + " order by at desc, letter_id desc limit " + limit, conditions.values());
    }

    /** Of those asked for the oldest that wait and may be put back, with {@code rows} at most. */
    Uni<List<DeadLetter>> redrivable(LetterFilter wanted, List<String> topics, String group, int rows) {
        Conditions conditions = wanted.conditions()
                .and("state = 'WAITING'")
                .and("consumer_group = ?", group)
                .and("topic = any (?)", (Object) topics.toArray(String[]::new));
        String limit = conditions.parameter(rows);
        return list(new Statement(
                SELECT + conditions.text() + " order by at, letter_id limit " + limit, conditions.values()));
    }

    /** Those of them that are known. */
    Uni<List<DeadLetter>> all(List<UUID> letterIds) {
        return list(new Statement(SELECT + "letter_id = any ($1)", List.of((Object) letterIds.toArray(UUID[]::new))));
    }

    /** One; empty if it is not known, or forgotten. */
    public Uni<Optional<DeadLetter>> find(UUID letterId) {
        return all(List.of(letterId)).map(found -> found.stream().findFirst());
    }

    /** What waits, by its kind: what there is most of first, a hundred kinds at most. */
    public Uni<List<Waiting>> waiting() {
        return database.query(WAITING).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Waiting(
                        row.getString("consumer_group"),
                        row.getString("topic"),
                        row.getString("cause"),
                        row.getLong("letters"),
                        row.getOffsetDateTime("newest").toInstant()))
                .toList());
    }

    /** How far an order is. */
    public Uni<Progress> progress(String commandId) {
        return database.preparedQuery(PROGRESS).execute(Tuple.of(commandId)).map(rows -> {
            Row row = rows.iterator().next();
            return new Progress(row.getLong("ordered"), row.getLong("redriven"));
        });
    }

    private Uni<List<DeadLetter>> list(Statement statement) {
        return database.preparedQuery(statement.sql())
                .execute(Tuple.from(statement.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LetterQueryRepository::letter)
                        .toList());
    }

    private static DeadLetter letter(Row row) {
        return new DeadLetter(
                row.getUUID("letter_id"),
                row.getString("letters"),
                row.getInteger("partition"),
                row.getLong("record_offset"),
                row.getString("consumer_group"),
                row.getString("topic"),
                row.getInteger("source_partition"),
                row.getLong("source_offset"),
                row.getString("record_key"),
                row.getUUID("shipment_id"),
                row.getString("provider"),
                row.getString("reason"),
                row.getString("cause"),
                row.getInteger("size"),
                row.getOffsetDateTime("at").toInstant(),
                LetterState.valueOf(row.getString("state")),
                row.getString("command_id"),
                instant(row.getOffsetDateTime("decided_at")),
                row.getString("decided_by"),
                row.getString("decision"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
