package io.waymark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.PushRequest;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.normalizer.status.ShipmentHistory;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Kuaidi100 push of the usual size: 40 nodes, some 10,000 characters, signed with the salt of its shipment. Signed here
 * and not with the code that is measured.
 */
public final class SamplePush {

    /** Of which the salt is derived. */
    public static final String MASTER_SECRET = "bench-master-secret";

    static final int NODES = 40;

    private static final String NUMBER = "YT7700000000017";
    private static final ShipmentId SHIPMENT = ShipmentId.of("yto", NUMBER);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final LocalDateTime NEWEST = LocalDateTime.of(2026, 11, 20, 18, 2, 11);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private SamplePush() {}

    /** As webhook-ingest gets it. */
    static PushRequest request() {
        return new PushRequest(body(param(0), SHIPMENT), FORM, Instant.EPOCH, Optional.of(SHIPMENT));
    }

    /** As the normalizer gets it. */
    static RawPayload raw() {
        return raw(0);
    }

    /**
     * A push of another parcel, to its own path.
     *
     * @param number of the parcel, at YTO
     * @param nodes how many it has, from 1 to 40
     */
    public static byte[] form(String number, int nodes) {
        return body(param(number, 0, nodes), ShipmentId.of("yto", number));
    }

    /** An earlier one: without the {@code missing} newest nodes. */
    static RawPayload raw(int missing) {
        return new RawPayload(
                "bench-" + missing,
                "kuaidi100",
                SHIPMENT,
                "yto",
                NUMBER,
                RawPayload.Route.SHIPMENT_PATH,
                1,
                Instant.parse("2026-11-20T10:05:00Z"),
                FORM,
                body(param(missing), SHIPMENT),
                Evidence.SIGNED_PUSH,
                "derived-salt:fc513c48",
                null);
    }

    /** What the normalizer knows of the parcel before the first push. */
    static ShipmentHistory nothingKnown() {
        return ShipmentHistory.of(SHIPMENT, "yto", NUMBER);
    }

    /** The JSON alone, as it stands in the form once the form is read. */
    static byte[] json() {
        return param(0).getBytes(UTF_8);
    }

    private static byte[] body(String param, ShipmentId shipment) {
        return ("param=" + URLEncoder.encode(param, UTF_8) + "&sign=" + sign(param, shipment)).getBytes(UTF_8);
    }

    private static String param(int missing) {
        return param(NUMBER, missing, NODES);
    }

    private static String param(String number, int missing, int all) {
        String nodes = IntStream.range(missing, all).mapToObj(SamplePush::node).collect(Collectors.joining(","));
        return "{\"status\":\"shutdown\",\"billstatus\":\"check\",\"message\":\"\",\"autoCheck\":\"0\",\"comOld\":\"\","
                + "\"comNew\":\"\",\"lastResult\":{\"message\":\"ok\",\"state\":\"" + (missing == 0 ? "301" : "1002")
                + "\",\"status\":\"200\","
                + "\"condition\":\"F00\",\"ischeck\":\"1\",\"com\":\"yuantong\",\"nu\":\"" + number + "\",\"data\":["
                + nodes + "]}}";
    }

    /** Newest first, an hour apart; the newest is the signature, all others are on the way. */
    private static String node(int index) {
        boolean newest = index == 0;
        String time = NEWEST.minusHours(index).format(TIME);
        return "{\"context\":\"【杭州市】 您的快件" + (newest ? "已签收, 签收人：本人" : "已到达【杭州转运中心" + index + "】")
                + ", 如有疑问请联系快递员 13800000000 \",\"time\":\"" + time + "\",\"ftime\":\"" + time
                + "\",\"status\":\"" + (newest ? "本人签收" : "干线") + "\",\"statusCode\":\"" + (newest ? "301" : "1002")
                + "\",\"areaCode\":\"CN330100000000\",\"areaName\":\"浙江,杭州市\","
                + "\"areaCenter\":\"120.15507,30.274085\",\"areaPinYin\":\"hang zhou shi\",\"location\":\"\"}";
    }

    private static String sign(String param, ShipmentId shipment) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MASTER_SECRET.getBytes(UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal(shipment.toString().getBytes(UTF_8));
            String salt = HexFormat.of().formatHex(derived).substring(0, 32);
            byte[] digest = MessageDigest.getInstance("MD5").digest((param + salt).getBytes(UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has these", e);
        }
    }
}
