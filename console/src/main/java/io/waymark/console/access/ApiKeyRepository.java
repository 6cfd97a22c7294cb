package io.waymark.console.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Merchants and their keys, as hashes. */
@ApplicationScoped
public class ApiKeyRepository {

    private static final String ADD_MERCHANT = "insert into merchant (merchant_id) values ($1) on conflict do nothing";

    private static final String ADD_KEY =
            """
            insert into api_key (key_hash, merchant_id, name, scopes, configured) values ($1, $2, $3, $4, true)
            on conflict (key_hash) do update
            set merchant_id = excluded.merchant_id, scopes = excluded.scopes, revoked_at = null
            where api_key.configured""";

    private static final String REVOKE_OTHERS =
            """
            update api_key set revoked_at = now()
            where configured and revoked_at is null and key_hash <> all ($1)""";

    private static final String VALID =
            """
            select key_hash, merchant_id, name, scopes, expires_at, revoked_at from api_key
            where revoked_at is null and (expires_at is null or expires_at > now())""";

    private final Pool database;

    ApiKeyRepository(Pool database) {
        this.database = database;
    }

    /** Makes the keys of the configuration the stored ones: adds what is new, revokes what is gone. Repeatable. */
    Uni<Void> storeConfigured(List<ApiKey> keys) {
        return database.withTransaction(
                connection -> addAll(connection, keys).chain(() -> revokeOthers(connection, keys)));
    }

    /** Makes a merchant known whose key another service may have learnt of first. Repeatable. */
    public Uni<Void> addMerchant(String merchantId) {
        return addMerchant(database, merchantId);
    }

    /** The same as part of a transaction. */
    public static Uni<Void> addMerchant(SqlClient connection, String merchantId) {
        return connection
                .preparedQuery(ADD_MERCHANT)
                .execute(Tuple.of(merchantId))
                .replaceWithVoid();
    }

    /** Every key that works. */
    Uni<List<ApiKey>> valid() {
        return database.query(VALID).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(ApiKeyRepository::key)
                .toList());
    }

    private static Uni<Void> addAll(SqlConnection connection, List<ApiKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> merchants =
                keys.stream().map(key -> Tuple.of(key.merchantId())).toList();
        List<Tuple> rows = keys.stream()
                .map(key -> Tuple.of(
                        key.keyHash(),
                        key.merchantId(),
                        key.name(),
                        key.scopes().toArray(String[]::new)))
                .toList();
        return connection
                .preparedQuery(ADD_MERCHANT)
                .executeBatch(merchants)
                .chain(() -> connection.preparedQuery(ADD_KEY).executeBatch(rows))
                .replaceWithVoid();
    }

    private static Uni<Void> revokeOthers(SqlConnection connection, List<ApiKey> keys) {
        String[] kept = keys.stream().map(ApiKey::keyHash).toArray(String[]::new);
        return connection.preparedQuery(REVOKE_OTHERS).execute(Tuple.of(kept)).replaceWithVoid();
    }

    static ApiKey key(Row row) {
        return new ApiKey(
                row.getString("key_hash"),
                row.getString("merchant_id"),
                row.getString("name"),
                Set.of(row.getArrayOfStrings("scopes")),
                instant(row, "expires_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
