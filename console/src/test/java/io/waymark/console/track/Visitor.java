package io.waymark.console.track;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamcrest.Matcher;

/**
 * Somebody with a browser, without a key.
 *
 * @param address from which nobody else looks
 */
public record Visitor(String address) {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger VISITORS = new AtomicInteger();

    public Visitor() {
        this("2001:db8:" + Integer.toHexString(VISITORS.incrementAndGet()) + "::1");
    }

    /** What is there under a path; with its escapes as they are. */
    public ValidatableResponse opens(String path, String language) {
        return given().urlEncodingEnabled(false)
                .header("X-Forwarded-For", address)
                .header("Accept-Language", language)
                .get(path)
                .then();
    }

    public ValidatableResponse opens(String path) {
        return opens(path, "en");
    }

    /** The page as soon as it says something. Each look is that of somebody else, lest there be too many. */
    public static String sees(String path, String language, Matcher<String> something) {
        await().atMost(SOON)
                .untilAsserted(() -> new Visitor().opens(path, language).body(something));
        return new Visitor().opens(path, language).extract().asString();
    }
}
