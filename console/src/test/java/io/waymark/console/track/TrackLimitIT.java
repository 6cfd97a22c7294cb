package io.waymark.console.track;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class TrackLimitIT {

    /** More of a window's allowance comes back during a test than these; see {@link TrackConfig}. */
    private static final int SOME_MORE = 20;

    private static final int MISSES = 30;
    private static final int PAGES = 300;

    private final Visitor visitor = new Visitor();
    private final String path = "/track/sto/" + number();

    @BeforeEach
    void aParcelIsThere() {
        register(DEFAULT, path.replaceFirst(".*/", ""), "").statusCode(201);
    }

    @Test
    void whoTriesNumbersSoonSeesNothingNotEvenParcelsThatAreThere() {
        assertThat(answersUntilRefused(MISSES, () -> "/track/sto/" + number()))
                .hasSizeGreaterThanOrEqualTo(MISSES)
                .containsOnly(404);
        exhausted();
        visitor.opens(path)
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .contentType("text/html")
                .body(containsString("Too many look-ups"));
        visitor.opens(path, "zh").statusCode(429).body(containsString("查询过于频繁"));
        new Visitor().opens(path).statusCode(200);
    }

    @Test
    void whoTriesManyNumbersAtOnceSeesNoMoreThanWhoTriesOneAfterTheOther() {
        HttpClient browser =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<Integer>> looks = IntStream.range(0, MISSES * 4)
                .mapToObj(i -> HttpRequest.newBuilder(
                                URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/track/sto/" + number()))
                        .header("X-Forwarded-For", visitor.address())
                        .build())
                .map(look -> browser.sendAsync(look, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode))
                .toList();

        assertThat(looks.stream().map(CompletableFuture::join).filter(status -> status == 404))
                .hasSizeBetween(MISSES, MISSES + SOME_MORE);
    }

    @Test
    void nobodyLoadsPagesWithoutEnd() {
        assertThat(answersUntilRefused(PAGES, () -> path))
                .hasSizeGreaterThanOrEqualTo(PAGES)
                .containsOnly(200);
    }

    @Test
    void anAddressThatTheCallerInventsCountsForNothing() {
        String invented = "203.0.113.9, " + visitor.address();
        Visitor liar = new Visitor(invented);
        IntStream.range(0, MISSES + SOME_MORE).forEach(i -> liar.opens("/track/sto/" + number()));

        assertThat(status("/track/sto/" + number())).isEqualTo(429);
    }

    @Test
    void styleIsGivenToThoseWhoAreToldToWait() {
        exhausted();

        visitor.opens("/track/page.css").statusCode(200);
    }

    /** An allowance fills steadily: the last bit of it may be there again. */
    private void exhausted() {
        IntStream.range(0, MISSES + SOME_MORE).forEach(i -> status("/track/sto/" + number()));
    }

    /** It is reached later where the machine is slow. */
    private List<Integer> answersUntilRefused(int allowance, Supplier<String> paths) {
        List<Integer> answers = Stream.generate(paths)
                .limit(4L * allowance)
                .map(this::status)
                .takeWhile(status -> status != 429)
                .toList();
        assertThat(answers).as("never refused").hasSizeLessThan(4 * allowance);
        return answers;
    }

    private int status(String path) {
        return visitor.opens(path).extract().statusCode();
    }
}
