package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.International;
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
import org.jspecify.annotations.Nullable;

/** A parcel's number, and what providers and merchants say of it. */
record TrackedNumber(String carrier, String number) {

    private static final String FORM = "application/x-www-form-urlencoded";

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
        return registration(null);
    }

    RegisteredShipment registration(@Nullable International international) {
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
                international,
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
        return kuaidi100(path, 1, receivedAt, param);
    }

    /** A node of such a push. */
    static String node(String time, String code) {
        return "{\"time\":\"" + time + "\",\"context\":\"x\",\"statusCode\":\"" + code + "\"}";
    }

    /** Whatever Kuaidi100 pushes. */
    RawPayload kuaidi100(ShipmentId path, int subscription, Instant receivedAt, String param) {
        return raw("kuaidi100", path, subscription, receivedAt, FORM, form("param", param), Evidence.SIGNED_PUSH);
    }

    /** A push of STO's. */
    RawPayload stoPush(Instant receivedAt, String opTime, String scanType) {
        return sto(
                receivedAt,
                "{\"waybillNo\":\"%s\",\"trace\":{\"outBizCode\":\"OB-%s\",\"opTime\":\"%s\",\"scanType\":\"%s\"}}"
                        .formatted(number, opTime, opTime, scanType));
    }

    /** Whatever STO pushes. */
    RawPayload sto(Instant receivedAt, String content) {
        return raw("sto", id(), 0, receivedAt, FORM, form("content", content), Evidence.SIGNED_PUSH);
    }

    /** An answer of 30post's. */
    RawPayload thirtyPost(Instant receivedAt, String answer) {
        return raw("thirtypost", id(), 0, receivedAt, "application/json", answer, Evidence.TEXT);
    }

    private static String form(String field, String value) {
        return field + "=" + URLEncoder.encode(value, UTF_8);
    }

    private RawPayload raw(
            String provider,
            ShipmentId path,
            int subscription,
            Instant receivedAt,
            String contentType,
            String body,
            Evidence evidence) {
        return new RawPayload(
                "id",
                provider,
                path,
                carrier,
                number,
                subscription == 0 ? RawPayload.Route.TRACKING_NUMBER : RawPayload.Route.SHIPMENT_PATH,
                subscription,
                receivedAt,
                contentType,
                body.getBytes(UTF_8),
                evidence,
                "test",
                null);
    }
}
