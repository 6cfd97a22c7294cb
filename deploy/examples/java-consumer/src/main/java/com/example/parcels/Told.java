package com.example.parcels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Reads records as a tolerant reader: asks for the fields that it needs, passes over those that it does not know, and takes
 * words such as the status as they are, so that a further one breaks nothing. The values are in the order of the columns.
 */
final class Told {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode said;

    private Told(JsonNode said) {
        this.said = said;
    }

    static Object[] parcel(byte[] value) throws UnreadableException {
        Told told = read(value);
        return new Object[] {
            told.id("shipmentId"),
            told.text("carrier"),
            told.text("trackingNumber"),
            told.textOrNull("orderId"),
            told.text("status"),
            told.text("subStatus"),
            told.text("monitoring"),
            told.timeOrNull("deliveredAt"),
            told.timeOrNull("lastEventAt"),
            told.number("sequence"),
            told.number("revision"),
            told.said
        };
    }

    static Object[] event(byte[] value) throws UnreadableException {
        Told told = read(value);
        return new Object[] {
            told.id("eventId"),
            told.id("shipmentId"),
            told.number("sequence"),
            told.text("type"),
            told.has("corrects") ? told.id("corrects") : null,
            told.text("status"),
            told.text("subStatus"),
            told.time("occurredAt"),
            told.time("recordedAt"),
            told.text("description"),
            told.said.path("withdrawn").asBoolean(),
            told.said
        };
    }

    /** The shipment that a tombstone is about, which is its key. */
    static UUID erased(String key) throws UnreadableException {
        return id("key", key);
    }

    private static Told read(byte[] value) throws UnreadableException {
        try {
            JsonNode said = value == null ? null : JSON.readTree(value);
            if (said == null || !said.isObject()) {
                throw new UnreadableException("no JSON object");
            }
            return new Told(said);
        } catch (IOException e) {
            throw new UnreadableException("no JSON");
        }
    }

    private boolean has(String field) {
        return said.hasNonNull(field);
    }

    private String textOrNull(String field) throws UnreadableException {
        return has(field) ? text(field) : null;
    }

    private String text(String field) throws UnreadableException {
        if (!said.path(field).isTextual()) {
            throw new UnreadableException("no text: " + field);
        }
        return said.path(field).textValue();
    }

    private long number(String field) throws UnreadableException {
        if (!said.path(field).canConvertToLong()) {
            throw new UnreadableException("no number: " + field);
        }
        return said.path(field).longValue();
    }

    private UUID id(String field) throws UnreadableException {
        return id(field, text(field));
    }

    private static UUID id(String field, String text) throws UnreadableException {
        try {
            return UUID.fromString(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("no id: " + field);
        }
    }

    private OffsetDateTime timeOrNull(String field) throws UnreadableException {
        return has(field) ? time(field) : null;
    }

    private OffsetDateTime time(String field) throws UnreadableException {
        try {
            return OffsetDateTime.parse(text(field));
        } catch (DateTimeException e) {
            throw new UnreadableException("no time: " + field);
        }
    }
}
