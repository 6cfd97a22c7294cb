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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What was refused at the door. */
@ApplicationScoped
public class RejectionRepository {

    private static final String INSERT =
            """
            insert into rejected (rejection_id, provider, reason, received_at, sha256, size, excerpt, remote_address, also_refused)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (rejection_id) do nothing""";

    private static final String SELECT = "select * from rejected where ";

    private static final String FORGET =
            """
            delete from rejected where rejection_id in (
              select rejection_id from rejected where received_at < $1 order by received_at limit $2)""";

    private final Pool database;

    RejectionRepository(Pool database) {
        this.database = database;
    }

    /** Enters those that are not there yet. */
    Uni<Void> add(List<RejectionView> rejections) {
        List<Tuple> rows = rejections.stream()
                .map(one -> Tuple.from(Arrays.asList(
                        one.rejectionId(),
                        one.provider(),
                        one.reason(),
                        one.receivedAt().atOffset(ZoneOffset.UTC),
                        one.sha256(),
                        one.size(),
                        one.excerpt(),
                        one.remoteAddress(),
                        one.alsoRefused())))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.withTransaction(connection ->
                        connection.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid());
    }

    /** The newest first. */
    public Uni<List<RejectionView>> page(RejectionFilter wanted, @Nullable Position after, int rows) {
        Statement statement = list(wanted, after, rows);
        return database.preparedQuery(statement.sql())
                .execute(Tuple.from(statement.values()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(RejectionRepository::view)
                        .toList());
    }

    /** Says what is asked for and nothing else, so that each filter finds its index. */
    static Statement list(RejectionFilter wanted, @Nullable Position after, int rows) {
        Conditions conditions = new Conditions().and("true");
        if (wanted.provider() != null) {
            conditions.and("provider = ?", wanted.provider());
        }
        if (wanted.reason() != null) {
            conditions.and("reason = ?", wanted.reason());
        }
        if (wanted.since() != null) {
            conditions.and("received_at >= ?", wanted.since().atOffset(ZoneOffset.UTC));
        }
        if (after != null) {
            conditions.and("(received_at, rejection_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        String limit = conditions.parameter(rows);
        return new Statement(
                SELECT + conditions.text() + " order by received_at desc, rejection_id desc limit " + limit,
                conditions.values());
    }

    /** How many of those older than a time were forgotten. */
    Uni<Integer> forget(Instant before, int atMost) {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), atMost))
                .map(rows -> rows.rowCount());
    }

    private static RejectionView view(Row row) {
        return new RejectionView(
                row.getUUID("rejection_id"),
                row.getString("provider"),
                row.getString("reason"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("sha256"),
                row.getInteger("size"),
                row.getString("excerpt"),
                row.getString("remote_address"),
                row.getLong("also_refused"));
    }
}
