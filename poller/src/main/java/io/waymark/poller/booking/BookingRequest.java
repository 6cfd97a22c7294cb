package io.waymark.poller.booking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.carriers.WaybillOrder;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Tracking;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a merchant ordered. Stored as JSON until its outcome is known.
 *
 * @param carrier Waymark's code
 * @param order for the carrier
 * @param labels for the shipment's registration; empty if none
 * @param tracking how to follow it
 */
record BookingRequest(String carrier, WaybillOrder order, List<String> labels, Tracking tracking) {

    private static final ObjectMapper SAID =
            JsonSerde.mapper().copy().setSerializationInclusion(JsonInclude.Include.NON_EMPTY);

    private static final JsonSerde<BookingRequest> JSON = JsonSerde.of(BookingRequest.class);

    /** The ledger's id for an order id at a carrier. Its case makes no difference: to some carriers it makes none either. */
    static UUID idOf(String carrier, String orderId) {
        return NameBasedId.of(NameBasedId.WAYMARK, "waybill:" + carrier + ":" + orderId.toUpperCase(Locale.ROOT));
    }

    UUID id() {
        return idOf(carrier, order.orderId());
    }

    String json() {
        return new String(JSON.write(this), StandardCharsets.UTF_8);
    }

    static BookingRequest of(String json) {
        return JSON.read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for the same order, and for no other. Of what is said alone: a field that is added later changes none. */
    String digest() {
        try {
            byte[] said = SAID.writeValueAsBytes(this);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an order", e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Without people and goods: personal data stays out of logs. */
    @Override
    public String toString() {
        return "BookingRequest[carrier=" + carrier + ", orderId=" + order.orderId() + "]";
    }
}
