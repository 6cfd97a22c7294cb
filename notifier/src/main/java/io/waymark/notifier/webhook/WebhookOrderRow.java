package io.waymark.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.mutiny.sqlclient.Row;
import io.waymark.contract.JsonSerde;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order about an endpoint.
 *
 * @param merchantId for whom it was given
 * @param owner whose endpoint it is; null if there is none
 * @param enabled whether the endpoint is told at all
 */
record WebhookOrderRow(
        String commandId,
        String type,
        UUID endpointId,
        String merchantId,
        @Nullable String owner,
        boolean enabled,
        String arguments,
        Instant issuedAt) {

    static WebhookOrderRow of(Row row) {
        return new WebhookOrderRow(
                row.getString("command_id"),
                row.getString("type"),
                row.getUUID("endpoint_id"),
                row.getString("merchant_id"),
                row.getString("owner"),
                Boolean.TRUE.equals(row.getBoolean("enabled")),
                row.getString("arguments"),
                row.getOffsetDateTime("issued_at").toInstant());
    }

    /** Whether the endpoint is the merchant's. */
    boolean isOwn() {
        return merchantId.equals(owner);
    }

    /** An argument as text; "" if there is none. */
    String argument(String name) {
        try {
            JsonNode value = JsonSerde.mapper().readTree(arguments).path(name);
            return value.asText("");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("webhook_order holds arguments it did not write", e);
        }
    }
}
