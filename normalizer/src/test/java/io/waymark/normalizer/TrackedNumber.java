package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Tracking;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A parcel's number, and what providers and merchants say of it. */
record TrackedNumber(String carrier, String number) {

    static final Instant RECEIVED = Instant.parse("2024-05-10T00:00:00Z");

    ShipmentId id() {
        return ShipmentId.of(carrier, number);
    }

    String text() {
        return carrier + ":" + number;
    }

    ObjectNode json() {
        ObjectNode json = JsonSerde.mapper().createObjectNode();
        return json.put("carrier", carrier).put("trackingNumber", number);
    }

    /** One merchant's registration. */
    RegisteredShipment registration() {
        Registration merchant = new Registration(
                "m",
                null,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                RECEIVED);
        return new RegisteredShipment(id(), carrier, number, List.of(merchant), 1);
    }

    /** A push of Kuaidi100's on the number's own path, nodes as there: the newest first. */
    RawPayload push(String... nodes) {
        return push(id(), "polling", RECEIVED, nodes);
    }

    /** A push of Kuaidi100's on the number's own path, with codes an hour apart, the oldest first. */
    RawPayload pushOf(String... codes) {
        return push(IntStream.range(0, codes.length)
                .map(i -> codes.length - 1 - i)
                .mapToObj(i -> node("2024-05-02 %02d:00:00".formatted(i + 1), codes[i]))
                .toArray(String[]::new));
    }

    /** A push of Kuaidi100's that names the number. */
    RawPayload push(ShipmentId path, String status, Instant receivedAt, String... nodes) {
        String param = "{\"status\":\"" + status + "\",\"lastResult\":{\"com\":\"" + carrier + "\",\"nu\":\"" + number
                + "\",\"state\":\"0\",\"data\":[" + String.join(",", nodes) + "]}}";
        return raw("kuaidi100", path, RawPayload.Route.SHIPMENT_PATH, receivedAt, "param", param);
    }

    /** A node of such a push. */
    static String node(String time, String code) {
        return "{\"time\":\"" + time + "\",\"context\":\"x\",\"statusCode\":\"" + code + "\"}";
    }

    /** A push of STO's. */
    RawPayload stoPush(Instant receivedAt, String opTime, String scanType) {
        String content =
                "{\"waybillNo\":\"%s\",\"trace\":{\"outBizCode\":\"OB-%s\",\"opTime\":\"%s\",\"scanType\":\"%s\"}}"
                        .formatted(number, opTime, opTime, scanType);
        return raw("sto", id(), RawPayload.Route.TRACKING_NUMBER, receivedAt, "content", content);
    }

    private RawPayload raw(
            String provider, ShipmentId path, RawPayload.Route route, Instant receivedAt, String field, String value) {
        return new RawPayload(
                "id",
                provider,
                path,
                carrier,
                number,
                route,
                1,
                receivedAt,
                "application/x-www-form-urlencoded",
                (field + "=" + URLEncoder.encode(value, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
    }
}
