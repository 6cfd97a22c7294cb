package io.waymark.console.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.access.ApiKeyRepository;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Endpoints. Each change and its record on {@code waymark.webhooks.v1} are of one transaction. */
@ApplicationScoped
class WebhookRepository {

    private static final String SOURCE = "/waymark/console";
    private static final String TYPE = "waymark.webhook.v1";

    /** Locked, so that two endpoints that are added at the same time are counted one after the other. */
    private static final String LOCK_MERCHANT = "select from merchant where merchant_id = $1 for update";

    private static final String COUNT = "select count(*) as n from webhook_endpoint where merchant_id = $1";

    /** The column {@code enabled_at} is read by nobody any more. */
    private static final String ADD =
            """
            insert into webhook_endpoint (endpoint_id, merchant_id, url, description, types, enabled, disabled_reason,
              key_version, previous_key_until, changed_at, revision, created_at, enabled_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $10)""";

    private static final String CHANGE =
            """
            update webhook_endpoint set url = $3, description = $4, types = $5, enabled = $6, disabled_reason = $7,
              key_version = $8, previous_key_until = $9, changed_at = $10, revision = $11
            where endpoint_id = $1 and merchant_id = $2""";

    private static final String DELETE = "delete from webhook_endpoint where endpoint_id = $1";

    private static final String COLUMNS =
            """
            select endpoint_id, merchant_id, url, description, types, enabled, disabled_reason, key_version,
              previous_key_until, created_at, changed_at, revision
            from webhook_endpoint where ($1::text is null or merchant_id = $1)""";

    private static final String FIND = COLUMNS + " and endpoint_id = $2";
    private static final String LOCK = FIND + " for update";

    private static final String PAGE = COLUMNS
            + """
             and ($2::timestamptz is null or (created_at, endpoint_id) < ($2, $3::uuid))
            order by created_at desc, endpoint_id desc limit $4""";

    private final Pool database;
    private final OutboxBatchRepository outbox;

    WebhookRepository(Pool database, OutboxBatchRepository outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Fails with 409 where the merchant has as many as it may have. */
    Uni<Void> add(StoredWebhook stored, int atMost) {
        Tuple merchant = Tuple.of(stored.endpoint().merchantId());
        return database.withTransaction(connection -> ApiKeyRepository.addMerchant(
                        connection, stored.endpoint().merchantId())
                .chain(() -> connection.preparedQuery(LOCK_MERCHANT).execute(merchant))
                .chain(() -> connection.preparedQuery(COUNT).execute(merchant))
                .invoke(counted -> {
                    if (counted.iterator().next().getLong("n") >= atMost) {
                        throw new ProblemException(
                                Problem.of(ProblemType.CONFLICT, "There are " + atMost + " endpoints already."));
                    }
                })
                .chain(() -> connection.preparedQuery(ADD).execute(columns(stored)))
                .chain(() -> publish(connection, stored)));
    }

    /**
     * The endpoint after a change; empty if there is none.
     *
     * @param merchantId whose it must be; null for anybody's
     * @param change gives the very same where there is nothing to change
     */
    Uni<Optional<StoredWebhook>> change(
            @Nullable String merchantId, UUID endpointId, UnaryOperator<StoredWebhook> change) {
        return database.withTransaction(
                connection -> lock(connection, merchantId, endpointId).chain(found -> {
                    Optional<StoredWebhook> changed = found.map(change);
                    return changed.isEmpty() || changed.equals(found)
                            ? Uni.createFrom().item(found)
                            : connection
                                    .preparedQuery(CHANGE)
                                    .execute(columns(changed.get()))
                                    .chain(() -> publish(connection, changed.get()))
                                    .replaceWith(changed);
                }));
    }

    /** Whether there was one. */
    Uni<Boolean> delete(@Nullable String merchantId, UUID endpointId, Instant now) {
        return database.withTransaction(connection -> lock(connection, merchantId, endpointId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : connection
                                .preparedQuery(DELETE)
                                .execute(Tuple.of(endpointId))
                                .chain(() -> publish(connection, endpointId, null, "deleted", now))
                                .replaceWith(true)));
    }

    Uni<Optional<StoredWebhook>> find(@Nullable String merchantId, UUID endpointId) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(merchantId, endpointId))
                .map(WebhookRepository::first);
    }

    /** The newest first. */
    Uni<List<StoredWebhook>> page(@Nullable String merchantId, @Nullable Position after, int rows) {
        return database.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    merchantId, after == null ? null : utc(after.at()), after == null ? null : after.id(), rows
                }))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(WebhookRepository::stored)
                        .toList());
    }

    private static Uni<Optional<StoredWebhook>> lock(
            SqlConnection connection, @Nullable String merchantId, UUID endpointId) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(merchantId, endpointId))
                .map(WebhookRepository::first);
    }

    private Uni<Void> publish(SqlConnection connection, StoredWebhook stored) {
        WebhookEndpoint endpoint = stored.endpoint();
        return publish(
                connection, endpoint.endpointId(), endpoint, "revision:" + endpoint.revision(), stored.changedAt());
    }

    private Uni<Void> publish(
            SqlConnection connection, UUID endpointId, @Nullable WebhookEndpoint endpoint, String what, Instant now) {
        String id = NameBasedId.of(endpointId, what).toString();
        CloudEvent attributes = CloudEvent.of(id, SOURCE, TYPE, endpointId.toString(), now);
        return outbox.addAll(
                connection, List.of(new OutboxEntry<>(Topics.WEBHOOKS, endpointId.toString(), endpoint, attributes)));
    }

    private static Tuple columns(StoredWebhook stored) {
        WebhookEndpoint endpoint = stored.endpoint();
        return Tuple.from(new Object[] {
            endpoint.endpointId(),
            endpoint.merchantId(),
            endpoint.url(),
            stored.description(),
            endpoint.types().toArray(String[]::new),
            endpoint.enabled(),
            stored.disabledReason(),
            endpoint.keyVersion(),
            utc(endpoint.previousKeyUntil()),
            utc(stored.changedAt()),
            endpoint.revision()
        });
    }

    private static Optional<StoredWebhook> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(WebhookRepository::stored)
                .findFirst();
    }

    private static StoredWebhook stored(Row row) {
        OffsetDateTime previousKeyUntil = row.getOffsetDateTime("previous_key_until");
        WebhookEndpoint endpoint = new WebhookEndpoint(
                row.getUUID("endpoint_id"),
                row.getString("merchant_id"),
                row.getString("url"),
                Set.of(row.getArrayOfStrings("types")),
                row.getBoolean("enabled"),
                row.getInteger("key_version"),
                previousKeyUntil == null ? null : previousKeyUntil.toInstant(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("revision"));
        return new StoredWebhook(
                endpoint,
                row.getString("description"),
                row.getString("disabled_reason"),
                row.getOffsetDateTime("changed_at").toInstant());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
