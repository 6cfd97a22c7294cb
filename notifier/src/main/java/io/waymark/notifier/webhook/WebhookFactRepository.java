package io.waymark.notifier.webhook;

import static java.util.Objects.requireNonNullElse;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.erasure.ErasedRepository;
import io.waymark.notifier.webhook.WebhookFacts.EndpointChange;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what other services published. Each is applied only if it is newer than what is known. */
@ApplicationScoped
class WebhookFactRepository {

    /** One that was enabled again, or moved, has a clean sheet. One that was deleted does not come back. */
    private static final String ENDPOINT =
            """
            insert into webhook_endpoint as known (endpoint_id, merchant_id, url, types, enabled, enabled_since, key_version,
                                                   previous_key_until, created_at, revision, tell_late)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $5)
            on conflict (endpoint_id) do update
            set url = excluded.url, types = excluded.types, enabled = excluded.enabled,
                enabled_since = case when excluded.enabled and not known.enabled then $11 else known.enabled_since end,
                key_version = excluded.key_version, previous_key_until = excluded.previous_key_until,
                revision = excluded.revision, failures = 0, paused_until = null, tell_late = excluded.enabled,
                types_since = case when known.types <@ excluded.types and known.types @> excluded.types
                                   then known.types_since else $11 end,
                types_before = case when known.types <@ excluded.types and known.types @> excluded.types
                                    then known.types_before else known.types end,
                caught_up = known.caught_up and known.types <@ excluded.types and known.types @> excluded.types,
                failing_since = case when known.enabled and known.url = excluded.url then known.failing_since end
            where known.revision < excluded.revision and known.deleted_at is null""";

    private static final String DELETE =
            """
            update webhook_endpoint set enabled = false, url = '', deleted_at = now()
            where endpoint_id = $1 and deleted_at is null""";

    private static final String REGISTRATION =
            """
            insert into webhook_registration as known (shipment_id, merchant_id, carrier, tracking_number, order_id, labels,
                                                       registered_at, revision)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (shipment_id, merchant_id) do update
            set order_id = excluded.order_id, labels = excluded.labels, revision = excluded.revision
            where known.revision < excluded.revision""";

    private static final String ERASE =
            "update webhook_registration set order_id = null, labels = '{}' where shipment_id = $1";

    private static final String FACT =
            """
            insert into webhook_fact (webhook_id, type, shipment_id, merchant_id, learnt_at, happened_at, data)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (webhook_id) do nothing""";

    private static final String ORDER =
            """
            insert into webhook_order (command_id, type, endpoint_id, merchant_id, arguments, issued_at, state)
            values ($1, $2, $3, $4, $5, $6, 'PENDING')
            on conflict (command_id) do nothing""";

    private final Pool database;
    private final ErasedRepository erased;

    WebhookFactRepository(Pool database, ErasedRepository erased) {
        this.database = database;
        this.erased = erased;
    }

    private record Batch(String sql, List<Tuple> rows) {}

    /** Stores all of them but what is erased or, on failure, none. */
    Uni<Void> store(WebhookFacts facts) {
        return database.withTransaction(connection -> erased.among(connection, facts.shipmentIds())
                .map(gone -> batches(facts.without(gone)))
                .chain(batches -> TransactionHandler.inTurn(batches, batch -> execute(connection, batch))));
    }

    private static List<Batch> batches(WebhookFacts facts) {
        return List.of(
                new Batch(
                        ENDPOINT,
                        facts.endpoints().stream()
                                .map(WebhookFactRepository::tuple)
                                .toList()),
                new Batch(DELETE, facts.deleted().stream().map(Tuple::of).toList()),
                new Batch(
                        REGISTRATION,
                        facts.registrations().stream()
                                .flatMap(WebhookFactRepository::tuples)
                                .toList()),
                new Batch(ERASE, facts.erased().stream().map(Tuple::of).toList()),
                new Batch(
                        FACT,
                        facts.facts().stream().map(WebhookFactRepository::tuple).toList()),
                new Batch(
                        ORDER,
                        facts.orders().stream()
                                .map(WebhookFactRepository::tuple)
                                .toList()));
    }

    /** Stores one that this service has found by itself. */
    Uni<Void> store(SqlConnection connection, Fact fact) {
        return execute(connection, new Batch(FACT, List.of(tuple(fact))));
    }

    private static Uni<Void> execute(SqlConnection connection, Batch batch) {
        return batch.rows().isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(batch.sql())
                        .executeBatch(batch.rows())
                        .replaceWithVoid();
    }

    private static Tuple tuple(EndpointChange change) {
        WebhookEndpoint endpoint = change.endpoint();
        return Tuple.tuple()
                .addUUID(endpoint.endpointId())
                .addString(endpoint.merchantId())
                .addString(endpoint.url())
                .addArrayOfString(endpoint.types().toArray(String[]::new))
                .addBoolean(endpoint.enabled())
                .addOffsetDateTime(utc(endpoint.createdAt()))
                .addInteger(endpoint.keyVersion())
                .addOffsetDateTime(utc(endpoint.previousKeyUntil()))
                .addOffsetDateTime(utc(endpoint.createdAt()))
                .addLong(endpoint.revision())
                .addOffsetDateTime(utc(change.at()));
    }

    private static Stream<Tuple> tuples(RegisteredShipment shipment) {
        return shipment.registrations().stream().map(registration -> tuple(shipment, registration));
    }

    private static Tuple tuple(RegisteredShipment shipment, Registration registration) {
        return Tuple.tuple()
                .addUUID(shipment.shipmentId().value())
                .addString(registration.merchantId())
                .addString(shipment.carrier())
                .addString(shipment.trackingNumber())
                .addString(registration.orderId())
                .addArrayOfString(requireNonNullElse(registration.labels(), List.<String>of())
                        .toArray(String[]::new))
                .addOffsetDateTime(utc(registration.registeredAt()))
                .addLong(shipment.revision());
    }

    private static Tuple tuple(Fact fact) {
        return Tuple.tuple()
                .addUUID(fact.webhookId())
                .addString(fact.type())
                .addUUID(fact.shipmentId())
                .addString(fact.merchantId())
                .addOffsetDateTime(utc(fact.learntAt()))
                .addString(fact.happenedAt())
                .addString(fact.data());
    }

    private static Tuple tuple(Command order) {
        return Tuple.tuple()
                .addString(order.id())
                .addString(order.type())
                .addUUID(UUID.fromString(order.target()))
                .addString(order.merchantId())
                .addString(new String(JsonSerde.of(Object.class).write(order.arguments()), StandardCharsets.UTF_8))
                .addOffsetDateTime(utc(order.issuedAt()));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
