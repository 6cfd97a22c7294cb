package io.waymark.console.transfer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Which imports there are, and how far each has come. Its times are the database's. */
@ApplicationScoped
class ImportRepository {

    private static final String COLUMNS =
            """
            import_id, merchant_id, state, charset, columns, bytes_total, bytes_done, lines_total, lines_done, registered,
            repeated, failed, received_at, started_at, finished_at""";

    private static final String FIND = "select " + COLUMNS
            + " from shipment_import where import_id = $1 and merchant_id = $2 and state <> 'RECEIVING'";

    private static final String LIST = "select " + COLUMNS
            + """
             from shipment_import where merchant_id = $1 and state <> 'RECEIVING'
              and (received_at, import_id) < (coalesce($2, 'infinity'::timestamptz), $3)
            order by received_at desc, import_id desc limit $4""";

    private static final String CANCEL =
            """
            with cancelled as (
              update shipment_import set state = 'CANCELLED', finished_at = now(), lease = null, lease_until = null
              where import_id = $1 and merchant_id = $2 and state in ('RECEIVED', 'RUNNING') returning import_id)
            delete from shipment_import_part where import_id in (select import_id from cancelled)""";

    /** Who waits longest; one whose turn somebody else has, or had and left it with a transaction, is passed over. */
    private static final String TAKE =
            """
            update shipment_import set state = 'RUNNING', started_at = coalesce(started_at, now()), lease = $1,
              lease_until = now() + $2 * interval '1 millisecond'
            where import_id = (
              select import_id from shipment_import
              where state in ('RECEIVED', 'RUNNING') and (lease_until is null or lease_until < now())
              order by coalesce(served_at, received_at), import_id limit 1 for update skip locked)
            returning %s"""
                    .formatted(COLUMNS);

    /** Stays true until the end of the transaction. */
    private static final String HOLD =
            "select 1 from shipment_import where import_id = $1 and lease = $2 and state = 'RUNNING' for update";

    private static final String ADVANCE =
            """
            update shipment_import set bytes_done = $2, lines_done = $3, registered = registered + $4,
              repeated = repeated + $5, failed = failed + $6, lease_until = now() + $7 * interval '1 millisecond'
            where import_id = $1""";

    private static final String END_TURN =
            """
            update shipment_import set lease = null, lease_until = null, served_at = now()
            where import_id = $1 and lease = $2 and state = 'RUNNING'""";

    private static final String FINISH =
            """
            with done as (
              update shipment_import set state = 'DONE', finished_at = now(), bytes_done = bytes_total,
                lines_done = lines_total, lease = null, lease_until = null
              where import_id = $1 and lease = $2 and state = 'RUNNING' returning import_id)
            delete from shipment_import_part where import_id in (select import_id from done)""";

    private static final String FORGET =
            """
            delete from shipment_import where import_id in (
              select import_id from shipment_import where finished_at < now() - $1 * interval '1 millisecond'
              order by finished_at limit 10)""";

    private static final UUID LAST_ID = new UUID(-1, -1);

    private final Pool database;
    private final ImportConfig config;

    ImportRepository(Pool database, ImportConfig config) {
        this.database = database;
        this.config = config;
    }

    Uni<Optional<StoredImport>> find(String merchantId, UUID id) {
        return one(FIND, Tuple.of(id, merchantId));
    }

    /** The merchant's, the last received first. */
    Uni<List<StoredImport>> page(String merchantId, @Nullable Position after, int rows) {
        OffsetDateTime before = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
        return database.preparedQuery(LIST)
                .execute(Tuple.of(merchantId, before, after == null ? LAST_ID : after.id(), rows))
                .map(ImportRepository::imports);
    }

    /** Ends it, and with it what was kept of its file. Does nothing where it has ended. */
    Uni<Void> cancel(String merchantId, UUID id) {
        return database.preparedQuery(CANCEL).execute(Tuple.of(id, merchantId)).replaceWithVoid();
    }

    /** The one whose turn it is, which is the lease's holder's from now on; empty if there is nothing to do. */
    Uni<Optional<StoredImport>> take(UUID lease) {
        return one(TAKE, Tuple.of(lease, config.lease().toMillis()));
    }

    /** Whether it is still the lease's holder's turn: until the end of the transaction it is, if so. */
    Uni<Boolean> hold(SqlConnection connection, UUID id, UUID lease) {
        return connection.preparedQuery(HOLD).execute(Tuple.of(id, lease)).map(rows -> rows.size() > 0);
    }

    /** What follows is done too. */
    Uni<Void> advance(SqlConnection connection, UUID id, Progress progress) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.from(new Object[] {
                    id,
                    progress.bytesDone(),
                    progress.linesDone(),
                    progress.registered(),
                    progress.repeated(),
                    (long) progress.errors().size(),
                    config.lease().toMillis()
                }))
                .replaceWithVoid();
    }

    /** It is another's turn. */
    Uni<Void> endTurn(UUID id, UUID lease) {
        return database.preparedQuery(END_TURN).execute(Tuple.of(id, lease)).replaceWithVoid();
    }

    /** All is done; nothing of the file is kept. */
    Uni<Void> finish(UUID id, UUID lease) {
        return database.preparedQuery(FINISH).execute(Tuple.of(id, lease)).replaceWithVoid();
    }

    /** Forgets some of those that ended long ago; how many. */
    Uni<Integer> forget() {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(config.kept().toMillis()))
                .map(rows -> rows.rowCount());
    }

    private Uni<Optional<StoredImport>> one(String sql, Tuple values) {
        return database.preparedQuery(sql).execute(values).map(rows -> imports(rows).stream()
                .findFirst());
    }

    private static List<StoredImport> imports(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ImportRepository::stored)
                .toList();
    }

    private static StoredImport stored(Row row) {
        return new StoredImport(
                row.getUUID("import_id"),
                row.getString("merchant_id"),
                ImportState.valueOf(row.getString("state")),
                Charset.forName(row.getString("charset")),
                List.of(row.getArrayOfStrings("columns")),
                row.getLong("bytes_total"),
                row.getLong("bytes_done"),
                row.getLong("lines_total"),
                row.getLong("lines_done"),
                row.getLong("registered"),
                row.getLong("repeated"),
                row.getLong("failed"),
                row.getOffsetDateTime("received_at").toInstant(),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
