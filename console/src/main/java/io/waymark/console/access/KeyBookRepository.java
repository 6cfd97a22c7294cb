package io.waymark.console.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.ApiKey;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Keys that operators make. Each change and its record on {@code waymark.apikeys.v1} are of one transaction. */
@ApplicationScoped
class KeyBookRepository {

    private static final String SOURCE = "/waymark/console";
    private static final String TYPE = "waymark.apikey.v1";

    private static final String ADD =
            """
            insert into api_key (key_hash, merchant_id, name, scopes, configured, created_at, created_by, expires_at)
            values ($1, $2, $3, $4, false, $5, $6, $7)""";

    private static final String REVOKE =
            "update api_key set revoked_at = $2, revoked_by = $3 where key_hash = $1 and revoked_at is null";

    private static final String COLUMNS =
            """
            select key_hash, merchant_id, name, scopes, configured, created_at, created_by, expires_at, revoked_at
            from api_key where ($1::text is null or merchant_id = $1) and """;

    private static final String FIND = COLUMNS + " left(key_hash, 12) = $2";

    private static final String PAGE = COLUMNS
            + """
             ($2::timestamptz is null or (created_at, key_hash) < ($2, replace($3::uuid::text, '-', '')))
            order by created_at desc, key_hash desc limit $4""";

    private final Pool database;
    private final OutboxBatchRepository outbox;

    KeyBookRepository(Pool database, OutboxBatchRepository outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    Uni<Void> add(StoredKey stored) {
        ApiKey key = stored.key();
        return database.withTransaction(connection -> ApiKeyRepository.addMerchant(connection, key.merchantId())
                .chain(() -> connection.preparedQuery(ADD).execute(Tuple.from(new Object[] {
                    key.keyHash(),
                    key.merchantId(),
                    key.name(),
                    key.scopes().toArray(String[]::new),
                    utc(stored.createdAt()),
                    stored.createdBy(),
                    utc(key.expiresAt())
                })))
                .chain(() -> publish(connection, key, "made", stored.createdAt())));
    }

    Uni<Void> revoke(ApiKey key, String by, Instant now) {
        return database.withTransaction(connection -> connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(key.keyHash(), utc(now), by))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : publish(connection, key.revoked(now), "revoked", now)));
    }

    /** @param merchantId whose it must be; null for anybody's */
    Uni<Optional<StoredKey>> find(@Nullable String merchantId, String keyId) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(merchantId, keyId.replaceFirst("^key-", "")))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(KeyBookRepository::stored)
                        .findFirst());
    }

    Uni<List<StoredKey>> page(@Nullable String merchantId, @Nullable Position after, int rows) {
        return database.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    merchantId, after == null ? null : utc(after.at()), after == null ? null : after.id(), rows
                }))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(KeyBookRepository::stored)
                        .toList());
    }

    private Uni<Void> publish(SqlConnection connection, ApiKey key, String what, Instant now) {
        String id = NameBasedId.of(NameBasedId.WAYMARK, "apikey:" + key.keyHash() + ":" + what)
                .toString();
        CloudEvent attributes = CloudEvent.of(id, SOURCE, TYPE, key.keyHash(), now);
        return outbox.addAll(connection, List.of(new OutboxEntry<>(Topics.API_KEYS, key.keyHash(), key, attributes)));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static StoredKey stored(Row row) {
        return new StoredKey(
                ApiKeyRepository.key(row),
                row.getBoolean("configured"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("created_by"));
    }
}
