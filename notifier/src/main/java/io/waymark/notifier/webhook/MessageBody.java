package io.waymark.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.JsonSerde;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a message: {@code {"type", "timestamp", "data"}}. */
final class MessageBody {

    /** Receivers of Standard Webhooks count on less than 20 kB. */
    static final int MOST_BYTES = 20_000;

    private static final String DESCRIPTION = "description";

    /** Characters of a carrier's text that are left where the whole would be too much. */
    private static final int TEXT_LEFT = 500;

    private MessageBody() {}

    /**
     * What is told to one merchant.
     *
     * @param timestamp when it happened, ISO 8601
     * @param data a JSON object
     * @param orderId the merchant's; null if it has none
     * @param labels the merchant's
     */
    static String of(String type, String timestamp, String data, @Nullable String orderId, List<String> labels) {
        ObjectNode told = object(data);
        told.put("orderId", orderId);
        labels.forEach(told.putArray("labels")::add);
        String body = write(type, timestamp, told);
        if (body.getBytes(StandardCharsets.UTF_8).length < MOST_BYTES) {
            return body;
        }
        String text = told.path(DESCRIPTION).asText("");
        told.put(DESCRIPTION, text.substring(0, Math.min(text.length(), TEXT_LEFT)));
        told.putArray("labels");
        return write(type, timestamp, told);
    }

    /** What says nothing of a shipment. */
    static String of(String type, String timestamp, String data) {
        return write(type, timestamp, object(data));
    }

    private static String write(String type, String timestamp, ObjectNode data) {
        ObjectNode body = JsonSerde.mapper().createObjectNode();
        body.put("type", type);
        body.put("timestamp", timestamp);
        body.set("data", data);
        return body.toString();
    }

    private static ObjectNode object(String data) {
        try {
            return (ObjectNode) JsonSerde.mapper().readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("webhook_fact holds data it did not write", e);
        }
    }
}
