package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.contract.ShipmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Merchants and carriers, as they call Waymark over HTTP, with signature code of their own. */
final class World {

    static final String KUAIDI100_SALT = "pipeline-salt";
    private static final String KUAIDI100_MASTER_SECRET = "pipeline-master-secret";
    private static final String STO_SECRET = "pipeline-sto-secret";
    private static final String CONSOLE = "http://localhost:8080";
    private static final String POLLER = "http://localhost:8082";
    static final String SANDBOX = "http://localhost:8090";
    private static final String INGEST = "http://localhost:8081";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Integer> callbacks = new ConcurrentHashMap<>();

    /** The environment in which Waymark believes these carriers, and uploads to this gateway. */
    Map<String, String> settings(String gatewayUrl, String gatewaySecret) {
        return Map.of(
                "WAYMARK_KUAIDI100_SALTS", KUAIDI100_SALT,
                "WAYMARK_KUAIDI100_MASTER_SECRETS", KUAIDI100_MASTER_SECRET,
                "WAYMARK_STO_SECRETS", STO_SECRET,
                "WAYMARK_ONERWAY_URL", gatewayUrl,
                "WAYMARK_ONERWAY_SECRET", gatewaySecret,
                "WAYMARK_ASIABILL_SIGN_KEY", "pipeline-sign-key",
                "WAYMARK_STALENESS_EVERY", "PT2S",
                "WAYMARK_COST_KUAIDI100_BUDGET", "1000000");
    }

    /** Registers a parcel whose STC Pay settlement waits for it; returns the answer. */
    JsonNode register(String carrier, String trackingNumber, String transactionId) {
        return post(
                """
                {"carrier": "%s", "trackingNumber": "%s", "tracking": "none",
                 "settlement": {"gateway": "onerway", "transactionId": "%s", "paymentMethod": "STC_PAY",
                                "carrierCode": "STO"}}
                """
                        .formatted(carrier, trackingNumber, transactionId));
    }

    /** Registers a parcel whose card payment waits for it at AsiaBill; returns the answer. */
    JsonNode registerAtAsiaBill(String carrier, String trackingNumber, String tradeNo) {
        return post(
                """
                {"carrier": "%1$s", "trackingNumber": "%2$s", "tracking": "none",
                 "settlement": {"gateway": "asiabill", "tradeNo": "%3$s", "paymentMethod": "VISA",
                                "trackingUrl": "https://example.com/track?n=%2$s&lang=en"}}
                """
                        .formatted(carrier, trackingNumber, tradeNo));
    }

    /** Registers an order's parcel, upon whose delivery returns are open; returns the answer. */
    JsonNode registerToUnlock(String carrier, String trackingNumber, String orderId) {
        return post(
                """
                {"carrier": "%s", "trackingNumber": "%s", "tracking": "none", "orderId": "%s", "unlockAfter": "PT0S"}
                """
                        .formatted(carrier, trackingNumber, orderId));
    }

    /** Registers a parcel in a call that may be repeated; gives the answer with its headers. */
    HttpResponse<String> registerOnce(String idempotencyKey, String carrier, String trackingNumber) {
        HttpRequest.Builder request = merchant("/v1/shipments")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(
                        """
                        {"carrier": "%s", "trackingNumber": "%s", "tracking": "none"}
                        """
                                .formatted(carrier, trackingNumber)));
        return exchange(request, BodyHandlers.ofString());
    }

    /** The lines of a shipment's stream, which has begun. Reading them fails where it broke off. */
    Stream<String> stream(String shipmentId) {
        return exchange(merchant("/v1/shipments/" + shipmentId + "/stream").GET(), BodyHandlers.ofLines())
                .body();
    }

    /** What the merchants' API says there. */
    JsonNode asks(String path) {
        return send(merchant(path).GET());
    }

    /** What the merchants' API answers to a call with this body, "" for none. */
    JsonNode orders(String path, String body) {
        return send(merchant(path).POST(BodyPublishers.ofString(body)));
    }

    /** The proof of a settlement's delivery, or why there is none. */
    HttpResponse<byte[]> disputePack(String settlementId) {
        return exchange(
                merchant("/v1/settlements/" + settlementId + "/dispute-pack").GET(), BodyHandlers.ofByteArray());
    }

    /** Names an endpoint that is to be told of one type; returns the answer. */
    JsonNode webhook(String url, String type) {
        return send(merchant("/v1/webhooks")
                .POST(BodyPublishers.ofString(
                        """
                        {"url": "%s", "types": ["%s"]}
                        """
                                .formatted(url, type))));
    }

    /** What became of an endpoint's messages. */
    JsonNode deliveriesTo(String endpointId) {
        return send(merchant("/v1/webhooks/" + endpointId + "/deliveries").GET())
                .path("items");
    }

    /** The uploads of one parcel that reached AsiaBill in the sandbox. */
    List<JsonNode> asiaBillUploadsOf(String trackingNumber) {
        JsonNode uploads = send(HttpRequest.newBuilder(URI.create(SANDBOX + "/sandbox/gateways/asiabill/uploads"))
                .GET());
        return StreamSupport.stream(uploads.spliterator(), false)
                .filter(upload -> upload.at("/body/trackingNo").asText().equals(trackingNumber))
                .toList();
    }

    /** Has a gateway of the sandbox tell of a transaction; returns how that was received. */
    JsonNode gatewayTells(String gateway, String order) {
        return send(HttpRequest.newBuilder(URI.create(SANDBOX + "/sandbox/gateways/" + gateway + "/transactions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order)));
    }

    /** Has the next such notice forged. */
    void forgesItsNextNotice(String gateway) {
        send(HttpRequest.newBuilder(URI.create(SANDBOX + "/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        """
                        {"target": "%s", "mode": "bad-signature", "when": "calling"}
                        """
                                .formatted(gateway))));
    }

    /** Books a parcel with STO at the poller; returns the answer. */
    JsonNode book(String orderId) {
        return book(orderId, "李四", "13900139000", "科技路 1 号");
    }

    /** Books a parcel for a recipient. */
    JsonNode book(String orderId, String name, String phone, String address) {
        return send(call(POLLER, "/v1/waybills")
                .POST(BodyPublishers.ofString(
                        """
                                        {"carrier": "sto", "orderId": "%s",
                                         "sender": {"name": "张三", "phone": "13800138000", "province": "浙江省",
                                                    "city": "杭州市", "district": "滨江区", "address": "网商路 1 号"},
                                         "receiver": {"name": "%s", "phone": "%s", "province": "广东省",
                                                      "city": "深圳市", "district": "南山区", "address": "%s"},
                                         "cargo": {"name": "手机配件", "weight": "0.5"}}
                                        """
                                .formatted(orderId, name, phone, address))));
    }

    /** Orders that a shipment be erased; returns the answer. */
    JsonNode erases(String shipmentId) {
        return send(merchant("/v1/shipments/" + shipmentId + "/personal-data").DELETE());
    }

    /** The shipments with this number that the key sees, without their events. */
    JsonNode shipmentsOf(String trackingNumber) {
        return send(merchant("/v1/shipments?trackingNumber=" + trackingNumber).GET())
                .path("items");
    }

    /** Sets a parcel in motion in the sandbox, where Kuaidi100 learns of it. */
    void moves(String carrier, String trackingNumber, String script, int speed) {
        moves("kuaidi100", carrier, trackingNumber, script, speed);
    }

    /** Sets a parcel in motion in the sandbox, where this provider learns of it. */
    void moves(String provider, String carrier, String trackingNumber, String script, int speed) {
        send(HttpRequest.newBuilder(URI.create(SANDBOX + "/sandbox/parcels"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        """
                                {"provider": "%s", "carrier": "%s", "trackingNumber": "%s", "script": "%s",
                                 "speed": %d}
                                """
                                .formatted(provider, carrier, trackingNumber, script, speed))));
    }

    /** What the sandbox lists there. */
    JsonNode sandbox(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(SANDBOX + "/sandbox" + path)).GET());
    }

    /** Has a provider lose a share of its pushes from now on. */
    void losesPushes(String provider, double share) {
        send(HttpRequest.newBuilder(URI.create(SANDBOX + "/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        """
                        {"target": "%s", "mode": "drop", "times": 1000000, "share": %s, "seed": 1}
                        """
                                .formatted(provider, share))));
    }

    /** Registers a parcel that is to be followed, and whose STC Pay settlement waits for it; returns the answer. */
    JsonNode follow(String carrier, String trackingNumber, String transactionId) {
        return post(
                """
                {"carrier": "%s", "trackingNumber": "%s", "tracking": "auto",
                 "settlement": {"gateway": "onerway", "transactionId": "%s", "paymentMethod": "STC_PAY",
                                "carrierCode": "STO"}}
                """
                        .formatted(carrier, trackingNumber, transactionId));
    }

    /** Registers a parcel that is to be asked about and never pushed; returns the answer. */
    JsonNode polled(String carrier, String trackingNumber) {
        return post(
                """
                {"carrier": "%s", "trackingNumber": "%s", "tracking": "pull"}
                """
                        .formatted(carrier, trackingNumber));
    }

    /** How many callbacks of this provider were sent, right and wrong. */
    int callbacksOf(String provider) {
        return callbacks.getOrDefault(provider, 0);
    }

    /** What the console says became of all that came in from this provider in the last day. */
    JsonNode balanceOf(String provider) {
        return send(merchant("/v1/conservation?provider=" + provider).GET()).path("totals");
    }

    /** All shipments that the key sees, without their events. */
    List<JsonNode> shipments() {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = send(merchant("/v1/shipments?limit=200").GET());
        page.path("items").forEach(all::add);
        while (page.hasNonNull("next")) {
            page = send(merchant("/v1/shipments?limit=200&cursor="
                            + encoded(page.path("next").asText()))
                    .GET());
            page.path("items").forEach(all::add);
        }
        return all;
    }

    JsonNode shipment(String shipmentId) {
        return send(merchant("/v1/shipments/" + shipmentId).GET());
    }

    /** A push of Kuaidi100, rightly signed. */
    JsonNode kuaidi100Pushes(String param) {
        return kuaidi100Pushes(param, hex(md5(param + KUAIDI100_SALT)).toUpperCase(Locale.ROOT));
    }

    JsonNode kuaidi100Pushes(String param, String signature) {
        return callback("kuaidi100", "", "param=" + encoded(param) + "&sign=" + signature);
    }

    /** A push of Kuaidi100 on the path of one shipment, signed with the salt that is derived for it. */
    JsonNode kuaidi100Pushes(ShipmentId path, String param) {
        String salt = hex(hmacSha256(path.toString())).substring(0, 32);
        String signature = hex(md5(param + salt)).toUpperCase(Locale.ROOT);
        return callback("kuaidi100", "/" + path + "?s=1", "param=" + encoded(param) + "&sign=" + signature);
    }

    /** A push of STO, rightly signed. */
    JsonNode stoPushes(String content) {
        return stoPushes(content, STO_SECRET);
    }

    JsonNode stoPushes(String content, String secret) {
        String digest = Base64.getEncoder().encodeToString(md5(content + secret));
        return callback("sto", "", "content=" + encoded(content) + "&data_digest=" + encoded(digest));
    }

    private JsonNode post(String registration) {
        return send(merchant("/v1/shipments").POST(BodyPublishers.ofString(registration)));
    }

    private static HttpRequest.Builder merchant(String path) {
        return call(CONSOLE, path);
    }

    private static HttpRequest.Builder call(String service, String path) {
        return HttpRequest.newBuilder(URI.create(service + path))
                .header("Authorization", "Bearer quickstart-key")
                .header("Content-Type", "application/json");
    }

    private JsonNode callback(String provider, String path, String form) {
        callbacks.merge(provider, 1, Integer::sum);
        return send(HttpRequest.newBuilder(URI.create(INGEST + "/callbacks/" + provider + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(exchange(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] hmacSha256(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KUAIDI100_MASTER_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
