package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.number;
import static io.waymark.console.web.FormToken.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.waymark.console.access.IssuerClient;
import io.waymark.console.access.IssuerResource;
import io.waymark.console.access.Person;
import io.waymark.console.access.TokenHandler;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What a person may do who signed in at the issuer, and until when. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(IssuerResource.class)
class PersonSessionIT extends PersonCases {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject
    IssuerClient issuer;

    @Inject
    TokenHandler tokens;

    @Inject
    Pool database;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void whatAPersonDoesInABrowserIsEnteredAsWhatTheSamePersonDoesByTheApi() {
        Cookies session = enter("/ui/").detailedCookies();
        browser()
                .cookies(session)
                .formParam("token", token(browser().cookies(session).get("/ui/keys")))
                .formParam("name", "n")
                .formParam("scope", "read")
                .post("/ui/keys")
                .then()
                .statusCode(200);

        String actor = audit("items[0].actor");
        assertThat(actor).matches(merchant + "/person-[0-9a-f]{12}").isEqualTo(audit("items[1].actor"));
        assertThat(audit("items[1].action")).isEqualTo("login");
    }

    @Test
    void whoLeavesIsNotLetInByTheOldCookie() {
        Cookies session = enter("/ui/").detailedCookies();
        browser()
                .cookies(session)
                .formParam("token", token(browser().cookies(session).get("/ui/")))
                .post("/ui/sign-in/out")
                .then()
                .statusCode(303);

        browser().cookies(session).get("/ui/").then().statusCode(303).header("Location", startsWith("/ui/sign-in"));
    }

    @Test
    void aSessionFollowsWhatTheIssuerGrantsAndEndsWhenItGrantsNoMore() {
        comes(OPERATOR, Duration.ofSeconds(2));
        Cookies session = enter("/ui/").detailedCookies();
        browser().cookies(session).get("/ui/keys").then().statusCode(200);

        comes(READER, Duration.ofSeconds(6));
        await().atMost(SOON)
                .untilAsserted(
                        () -> browser().cookies(session).get("/ui/keys").then().statusCode(403));
        browser().cookies(session).get("/ui/shipments").then().statusCode(200);
        put("");
        await().atMost(SOON)
                .untilAsserted(() ->
                        browser().cookies(session).get("/ui/shipments").then().statusCode(303));
        comes(READER, Duration.ofMinutes(5));
        browser().cookies(session).get("/ui/shipments").then().statusCode(303);
    }

    @Test
    void pagesThatAreAskedForAtOnceAskTheIssuerOnce() {
        comes(READER, Duration.ofSeconds(1));
        Cookies session = enter("/ui/").detailedCookies();
        comes(READER, Duration.ofMinutes(5));
        await().atMost(SOON).pollDelay(Duration.ofMillis(1100)).untilAsserted(() -> assertThat(IntStream.range(0, 8)
                        .parallel()
                        .map(i ->
                                browser().cookies(session).get("/ui/shipments").statusCode()))
                .containsOnly(200));
    }

    /** By the replica's own clock the token has ended, by the database's it has not: that is the one that counts. */
    @Test
    void nobodyIsSignedOutByTheClocksOfReplicas() {
        enter("/ui/"); // with which there is the merchant
        Pool behind = hourBehind();
        try {
            SessionRepository sessions = new SessionRepository(behind);
            PersonSessionHandler people = new PersonSessionHandler(sessions, issuer, tokens);
            Person ended = new Person(
                    merchant, "somebody", Set.of("read"), Instant.now().minusSeconds(60));
            String session = merchant + number();
            sessions.add(session, ended, "refresh", SOON).await().atMost(SOON);

            StoredSession found = sessions.find(session).await().atMost(SOON).orElseThrow();
            assertThat(people.present(null, session, found.person(), found.isValid())
                            .await()
                            .atMost(SOON))
                    .isPresent();
            assertThat(sessions.claim(session).await().atMost(SOON)).isEmpty();
        } finally {
            behind.close().await().atMost(SOON);
        }
    }

    /** The service's database as if its clock were an hour behind ours. */
    private Pool hourBehind() {
        List.of(
                        "create schema if not exists hour_behind",
                        "create or replace function hour_behind.now() returns timestamptz language sql"
                                + " as 'select pg_catalog.now() - interval ''1 hour'''")
                .forEach(
                        statement -> database.query(statement).execute().await().atMost(SOON));
        PgConnectOptions place = PgConnectOptions.fromUri(url.replace("vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password)
                .addProperty("search_path", "hour_behind,console,pg_catalog");
        return Pool.newInstance(PgBuilder.pool().connectingTo(place).build());
    }

    private String audit(String path) {
        String key = merchant + "-audit" + number();
        merchants.add(merchant, key);
        return given().header("Authorization", "Bearer " + key)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .path(path);
    }
}
