package io.waymark.console.track;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Publishable keys. */
@ApplicationScoped
class TrackingKeyRepository {

    /** More than any merchant has sites. */
    static final int MOST = 50;

    private static final String LOCK = "select 1 from merchant where merchant_id = $1 for update";

    private static final String ADD =
            """
            insert into tracking_key (tracking_key, merchant_id, name, origins, created_at, created_by)
            select $1, $2, $3, $4, $5, $6
            where (select count(*) from tracking_key where merchant_id = $2) < %d"""
                    .formatted(MOST);

    private static final String COLUMNS =
            "select tracking_key, merchant_id, name, origins, created_at, created_by from tracking_key";

    private static final String FIND = COLUMNS + " where tracking_key = $1 and ($2::text is null or merchant_id = $2)";

    private static final String ALL = COLUMNS + " where merchant_id = $1 order by created_at desc, tracking_key";

    private static final String REMOVE =
            "delete from tracking_key where tracking_key = $1 and ($2::text is null or merchant_id = $2)";

    private final Pool database;

    TrackingKeyRepository(Pool database) {
        this.database = database;
    }

    /** Whether there was room for it. */
    Uni<Boolean> add(TrackingKey key) {
        Tuple row = Tuple.from(new Object[] {
            key.trackingKey(),
            key.merchantId(),
            key.name(),
            key.origins().toArray(String[]::new),
            key.createdAt().atOffset(ZoneOffset.UTC),
            key.createdBy()
        });
        return database.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(key.merchantId()))
                .chain(() -> connection.preparedQuery(ADD).execute(row))
                .map(added -> added.rowCount() > 0));
    }

    /** @param merchantId whose it must be; null for anybody's */
    Uni<Optional<TrackingKey>> find(String trackingKey, @Nullable String merchantId) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(trackingKey, merchantId))
                .map(rows -> keys(rows).stream().findFirst());
    }

    /** A merchant's, the newest first. */
    Uni<List<TrackingKey>> all(String merchantId) {
        return database.preparedQuery(ALL).execute(Tuple.of(merchantId)).map(TrackingKeyRepository::keys);
    }

    /**
     * Whether it was there.
     *
     * @param merchantId whose it must be; null for anybody's
     */
    Uni<Boolean> remove(String trackingKey, @Nullable String merchantId) {
        return database.preparedQuery(REMOVE)
                .execute(Tuple.of(trackingKey, merchantId))
                .map(removed -> removed.rowCount() > 0);
    }

    private static List<TrackingKey> keys(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new TrackingKey(
                        row.getString("tracking_key"),
                        row.getString("merchant_id"),
                        row.getString("name"),
                        List.of(row.getArrayOfStrings("origins")),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getString("created_by")))
                .toList();
    }
}
