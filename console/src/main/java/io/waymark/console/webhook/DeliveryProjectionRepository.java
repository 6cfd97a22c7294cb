package io.waymark.console.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Change;
import io.waymark.console.readmodel.ProjectionRepository;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Deliveries as the notifier last published them. It removes none, so a tombstone is a dead letter. */
@ApplicationScoped
class DeliveryProjectionRepository implements ProjectionRepository<WebhookDelivery> {

    private static final String UPSERT =
            """
            insert into webhook_delivery as d (delivery_id, endpoint_id, state, type, created_at, revision, document)
            select delivery_id, endpoint_id, state, type, created_at, revision, document::json
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[], $7::text[])
              as t (delivery_id, endpoint_id, state, type, created_at, revision, document)
            on conflict (delivery_id) do update
            set state = excluded.state, revision = excluded.revision, document = excluded.document
            where d.revision < excluded.revision""";

    @Override
    public Topic<String, WebhookDelivery> topic() {
        return Topics.DELIVERIES;
    }

    @Override
    public boolean accepts(Change<WebhookDelivery> change) {
        WebhookDelivery told = change.value();
        return told != null
                && Stream.of(
                                told.deliveryId(),
                                told.endpointId(),
                                told.webhookId(),
                                told.type(),
                                told.state(),
                                told.createdAt(),
                                told.changedAt())
                        .allMatch(Objects::nonNull)
                && told.deliveryId().toString().equals(change.key());
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, List<Change<WebhookDelivery>> changes) {
        TreeMap<UUID, Change<WebhookDelivery>> newest = new TreeMap<>();
        changes.forEach(change -> newest.merge(
                told(change).deliveryId(),
                change,
                (one, other) -> told(one).revision() < told(other).revision() ? other : one));
        return connection.preparedQuery(UPSERT).execute(rows(newest.values())).replaceWithVoid();
    }

    private static Tuple rows(Collection<Change<WebhookDelivery>> changes) {
        return Tuple.tuple()
                .addArrayOfUUID(each(changes, told -> told.deliveryId(), UUID[]::new))
                .addArrayOfUUID(each(changes, told -> told.endpointId(), UUID[]::new))
                .addArrayOfString(each(changes, told -> told.state().name(), String[]::new))
                .addArrayOfString(each(changes, told -> told.type(), String[]::new))
                .addArrayOfOffsetDateTime(
                        each(changes, told -> told.createdAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfLong(each(changes, told -> told.revision(), Long[]::new))
                .addArrayOfString(changes.stream().map(Change::document).toArray(String[]::new));
    }

    private static <R> R[] each(
            Collection<Change<WebhookDelivery>> changes, Function<WebhookDelivery, R> part, IntFunction<R[]> array) {
        return changes.stream().map(change -> part.apply(told(change))).toArray(array);
    }

    private static WebhookDelivery told(Change<WebhookDelivery> change) {
        return Objects.requireNonNull(change.value());
    }
}
