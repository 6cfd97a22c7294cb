package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Merchants and carriers, as they call Waymark over HTTP, with signature code of their own. */
final class World {

    static final String KUAIDI100_SALT = "pipeline-salt";
    static final String STO_SECRET = "pipeline-sto-secret";

    private static final String CONSOLE = "http://localhost:8080";
    private static final String INGEST = "http://localhost:8081";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

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

    JsonNode shipment(String shipmentId) {
        return send(merchant("/v1/shipments/" + shipmentId).GET());
    }

    /** A push of Kuaidi100, rightly signed. */
    JsonNode kuaidi100Pushes(String param) {
        return kuaidi100Pushes(
                param, HexFormat.of().formatHex(md5(param + KUAIDI100_SALT)).toUpperCase(Locale.ROOT));
    }

    JsonNode kuaidi100Pushes(String param, String signature) {
        return callback("/callbacks/kuaidi100", "param=" + encoded(param) + "&sign=" + signature);
    }

    /** A push of STO, rightly signed. */
    JsonNode stoPushes(String content) {
        return stoPushes(content, STO_SECRET);
    }

    JsonNode stoPushes(String content, String secret) {
        String digest = Base64.getEncoder().encodeToString(md5(content + secret));
        return callback("/callbacks/sto", "content=" + encoded(content) + "&data_digest=" + encoded(digest));
    }

    private JsonNode post(String registration) {
        return send(merchant("/v1/shipments")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(registration)));
    }

    private static HttpRequest.Builder merchant(String path) {
        return HttpRequest.newBuilder(URI.create(CONSOLE + path)).header("Authorization", "Bearer quickstart-key");
    }

    private JsonNode callback(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(INGEST + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    http.send(request.build(), BodyHandlers.ofString()).body());
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

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
