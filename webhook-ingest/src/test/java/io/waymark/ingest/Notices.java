package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Notices as gateways make them, signed here with no help from the code under test. */
final class Notices {

    static final String ONERWAY_SECRET = "de45ae6504ca46cb94ebd734bb650345";
    static final String ASIABILL_KEY = "12H4567r";

    private Notices() {}

    /** Onerway's: signed over every field but the two that it does not sign. */
    static String onerway(Map<String, String> fields, String secret) {
        StringBuilder text = new StringBuilder();
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(fields).forEach((name, value) -> {
            json.append('"').append(name).append("\":\"").append(value).append("\",");
            if (!name.equals("paymentMethod") && !name.equals("originTransactionId")) {
                text.append(value);
            }
        });
        return json.append("\"sign\":\"")
                .append(HexFormat.of().formatHex(sha256(text + secret)))
                .append("\"}")
                .toString();
    }

    static Map<String, String> sale(String transaction, String status) {
        return Map.of(
                "notifyType", "TXN",
                "txnType", "SALE",
                "status", status,
                "transactionId", transaction,
                "merchantNo", "800277",
                "orderAmount", "500.00",
                "orderCurrency", "SAR",
                "paymentMethod", "STC_PAY");
    }

    static ValidatableResponse postOnerway(String body) {
        return given().contentType("application/json;charset=UTF-8")
                .body(body.getBytes(UTF_8))
                .post("/callbacks/onerway")
                .then();
    }

    static String asiabill(String type, String tradeNo, String more) {
        return "{\"data\":{\"tradeNo\":\"" + tradeNo + "\",\"orderNo\":\"O-" + tradeNo
                + "\",\"orderAmount\":\"63.65\",\"orderCurrency\":\"EUR\",\"remark\":\"https:\\/\\/a 中\"" + more
                + "},\"type\":\"" + type + "\"}";
    }

    /** Sends a webhook of AsiaBill's as AsiaBill does: signature in upper case, over the bytes. */
    static ValidatableResponse postAsiabill(String body, String key) {
        String signed = "12246002" + "id-1" + "1652843101234" + "V2022-03" + "." + body;
        return given().contentType("application/json")
                .header("Gateway-No", "12246002")
                .header("Request-Id", "id-1")
                .header("Request-Time", "1652843101234")
                .header("Version", "V2022-03")
                .header("Sign-Info", HexFormat.of().withUpperCase().formatHex(hmac(key, signed)))
                .body(body.getBytes(UTF_8))
                .post("/callbacks/asiabill")
                .then();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
