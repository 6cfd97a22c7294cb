package io.waymark.console.stream;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How many streams there are at once, and when one is over. */
@QuarkusTest
@TestProfile(StreamCases.Few.class)
@QuarkusTestResource(KafkaAndPostgresResource.class)
class StreamSeatsIT extends StreamCases {

    @Test
    void aKeyHoldsNoMoreThanItsShareAndAllKeysTogetherNoMoreThanThereAre() {
        register(DEFAULT, records.number(), "").statusCode(201);
        register(ACME, records.number(), "").statusCode(201);
        Reader first = read(DEFAULT, path);
        read(DEFAULT, path);

        get(DEFAULT, path)
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "5");
        read(ACME, path);
        get(ACME, path).statusCode(503).contentType("application/problem+json").header("Retry-After", "5");
        first.close();

        soon(() -> assertThat(read(DEFAULT, path).status()).isEqualTo(200));
    }

    @Test
    void aReaderThatTakesNothingIsCutOff() throws IOException {
        register(DEFAULT, records.number(), "").statusCode(201);
        publish(1, PICKED_UP);
        stored(1);
        asAnotherReplica(copies("jsonb_set(document::jsonb, '{description}', to_jsonb(repeat('已', 2000)))", 2, 2000));
        double cutBefore = metric("streams_cut_total");

        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(4096);
            silent.connect(new InetSocketAddress("localhost", RestAssured.port));
            silent.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + DEFAULT
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            soon(() -> assertThat(metric("streams_open")).isEqualTo(1));

            soon(() -> assertThat(metric("streams_cut_total")).isEqualTo(cutBefore + 1));
            soon(() -> assertThat(metric("streams_open")).isZero());
        }
    }

    @Test
    void whoAsksForTheHeadAloneHoldsNoStream() {
        register(DEFAULT, records.number(), "").statusCode(201);

        as(DEFAULT).head(path).then().statusCode(200);

        soon(() -> assertThat(metric("streams_open")).isZero());
    }
}
