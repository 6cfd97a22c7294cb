package io.waymark.console;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waymark.sealing.Sealing;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Calls of the API as merchants make them. */
public final class Api {

    public static final String DEFAULT = "quickstart-key";
    public static final String ACME = "acme-key";

    /** The second key without a merchant's name. */
    public static final String OTHER = "other-key";

    /** A merchant that runs the service for all others. */
    public static final String STAFF = "staff-key";

    /** Starts anew with every application under test, and goes on where an earlier one cannot have been. */
    private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());

    /** As the service under test is configured. */
    public static final String SEALING_KEYS = "test:dGVzdC1zZWFsaW5nLWtleS1vZi1leGFjdGx5LTMyLWI=";

    public static final Sealing SEALING = Sealing.of(List.of(SEALING_KEYS));

    private Api() {}

    /** A number nobody used before. */
    public static String number() {
        return Long.toString(NUMBERS.incrementAndGet());
    }

    public static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    /** A file as the very bytes that it has. */
    public static RequestSpecification withFile(RequestSpecification as, String contentType, byte[] file) {
        return as.config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(contentType)
                .body(file);
    }

    public static ValidatableResponse register(String key, String number, String more) {
        return as(key).contentType(ContentType.JSON)
                .body("{\"carrier\": \"sto\", \"trackingNumber\": \"" + number + "\"" + more + "}")
                .post("/v1/shipments")
                .then();
    }

    public static String onerway(String transaction) {
        return "{\"gateway\": \"onerway\", \"transactionId\": \"" + transaction
                + "\", \"paymentMethod\": \"STC_PAY\", \"carrierCode\": \"STO\"}";
    }

    public static ValidatableResponse get(String key, String path) {
        return as(key).get(path).then();
    }
}
