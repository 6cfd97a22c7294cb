package io.waymark.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.mutiny.sqlclient.Row;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.Attempt;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.outbox.OutboxEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of webhook_delivery without the message, as others are told of it. */
record DeliveryRow(WebhookDelivery delivery) {

    /** The columns that {@link #of} reads. */
    static final String COLUMNS =
            """
            delivery_id, endpoint_id, merchant_id, webhook_id, type, shipment_id, state, attempts, next_attempt_at,
            created_at, command_id, attempt_log, changed_at, revision""";

    private static final String SOURCE = "/waymark/notifier";
    private static final String TYPE = "waymark.webhook-delivery.v1";
    private static final TypeReference<List<Attempt>> ATTEMPTS = new TypeReference<>() {};

    /** The same message at the same endpoint is the same delivery. */
    static UUID idOf(UUID endpointId, UUID webhookId) {
        return NameBasedId.of(endpointId, webhookId.toString());
    }

    static DeliveryRow of(Row row) {
        UUID shipmentId = row.getUUID("shipment_id");
        return new DeliveryRow(new WebhookDelivery(
                row.getUUID("delivery_id"),
                row.getUUID("endpoint_id"),
                row.getString("merchant_id"),
                row.getUUID("webhook_id").toString(),
                row.getString("type"),
                shipmentId == null ? null : new ShipmentId(shipmentId),
                State.valueOf(row.getString("state")),
                row.getInteger("attempts"),
                instant(row.getOffsetDateTime("next_attempt_at")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("command_id"),
                attempts(row.getString("attempt_log")),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getLong("revision")));
    }

    OutboxEntry<WebhookDelivery> published() {
        CloudEvent attributes = CloudEvent.of(
                NameBasedId.of(delivery.deliveryId(), Long.toString(delivery.revision()))
                        .toString(),
                SOURCE,
                TYPE,
                Optional.ofNullable(delivery.shipmentId())
                        .map(ShipmentId::toString)
                        .orElseGet(() -> delivery.endpointId().toString()),
                delivery.changedAt());
        return new OutboxEntry<>(Topics.DELIVERIES, delivery.deliveryId().toString(), delivery, attributes);
    }

    /** As JSON. */
    static String log(List<Attempt> attempts) {
        return new String(JsonSerde.of(Object.class).write(attempts), StandardCharsets.UTF_8);
    }

    private static List<Attempt> attempts(String json) {
        try {
            return JsonSerde.mapper().readValue(json, ATTEMPTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("webhook_delivery holds attempts it did not write", e);
        }
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
