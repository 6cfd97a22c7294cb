package io.waymark.console.transfer;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.withFile;
import static io.waymark.console.transfer.Imports.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.access.Merchants;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How files come in, whole or not. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class UploadIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    @Inject
    Pool database;

    @Inject
    Merchants merchants;

    @Inject
    ImportScheduler scheduler;

    @TestHTTPResource
    URI url;

    private final String number = number();
    private final String merchant = "u" + number;

    @Test
    void aFileThatBreaksOffLeavesNothing() throws IOException {
        merchants.add(merchant, merchant);
        try (Socket socket = begin(1_000_000)) {
            OutputStream out = socket.getOutputStream();
            out.write(("carrier,trackingNumber\n" + ("sto," + number + "\n").repeat(20_000)).getBytes(UTF_8));
            out.flush();
            await().atMost(SOON).until(() -> imports() == 1);
            get(merchant, "/v1/imports").body("items", empty());
        }
        await().atMost(SOON).until(() -> imports() == 0);
    }

    @Test
    void whatAProcessThatDiedHadReceivedGoesOnceItsLeaseIsOver() {
        merchants.add(merchant, merchant);
        open("RECEIVING", "now() + interval '1 minute'");
        scheduler.forget().await().atMost(SOON);
        assertThat(imports()).isEqualTo(1);

        sql("update shipment_import set lease_until = now() - interval '1 ms' where merchant_id = $1");
        scheduler.forget().await().atMost(SOON);
        assertThat(imports()).isZero();
    }

    @Test
    void anImportIsForgottenInTime() {
        merchants.add(merchant, merchant);
        open("DONE", "null");
        sql("update shipment_import set finished_at = now() - interval '29 days' where merchant_id = $1");
        scheduler.forget().await().atMost(SOON);
        assertThat(imports()).isEqualTo(1);

        sql("update shipment_import set finished_at = now() - interval '31 days' where merchant_id = $1");
        scheduler.forget().await().atMost(SOON);
        assertThat(imports()).isZero();
    }

    @Test
    void aFileThatSaysItIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        try (Socket socket = begin(500_000_000)) {
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aFileThatTurnsOutToBeTooLargeIsRefusedAndLeavesNothing() throws Exception {
        merchants.add(merchant, merchant);
        byte[] head = ("carrier,trackingNumber\n").getBytes(UTF_8);
        byte[] file = Arrays.copyOf(head, MAX_BYTES + 1);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve("/v1/shipments/import"))
                                .header("Authorization", "Bearer " + merchant)
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(imports()).isZero();
    }

    @Test
    void otherCallsMayNotBeAsLarge() {
        as(DEFAULT)
                .contentType("application/json")
                .body("{\"carrier\": \"" + "x".repeat(100_000) + "\"}")
                .post("/v1/shipments")
                .then()
                .statusCode(413);
    }

    @Test
    void aRepetitionOfAFileIsThatImport() {
        merchants.add(merchant, merchant);
        String file = "carrier,trackingNumber\nsto," + number + "\n";
        String first = keyed(file)
                .statusCode(202)
                .header("Idempotent-Replayed", nullValue())
                .extract()
                .path("importId");

        keyed(file).statusCode(202).header("Idempotent-Replayed", "true").body("importId", equalTo(first));
        keyed(file + "sto,X" + number + "\n").statusCode(422).body("errors.field", contains("Idempotency-Key"));
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void soManyImportsMayBeUnderWay() {
        merchants.add(merchant, merchant);
        for (int i = 0; i < 10; i++) {
            open("RECEIVED", "now() + interval '1 minute'");
        }
        String file = "carrier,trackingNumber\nsto," + number + "\n";
        send(merchant, file).statusCode(409);

        sql("update shipment_import set state = 'CANCELLED', finished_at = now() where merchant_id = $1");
        send(merchant, file).statusCode(202);
    }

    @Test
    void aRepetitionIsKnownAgainHoweverManyAreUnderWay() {
        merchants.add(merchant, merchant);
        String file = "carrier,trackingNumber\nsto," + number + "\n";
        String first = keyed(number, file).statusCode(202).extract().path("importId");
        for (int i = 0; i < 10; i++) {
            open("RECEIVING", "now() + interval '1 minute'");
        }

        keyed(number, file)
                .statusCode(202)
                .header("Idempotent-Replayed", "true")
                .body("importId", equalTo(first));
        keyed(number + "-2", file).statusCode(409);
        assertThat(imports()).isEqualTo(11);
    }

    @Test
    void soManyFilesMayBeComingInHoweverSlowly() throws IOException {
        merchants.add(merchant, merchant);
        String file = "carrier,trackingNumber\nsto," + number + "\n";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                slow.add(begin(1_000_000));
            }
            await().atMost(SOON)
                    .untilAsserted(() ->
                            send(merchant, file).statusCode(409).body("detail", containsString("being received")));
            assertThat(sql("select 1 from shipment_import where merchant_id = $1 and state = 'RECEIVING'"))
                    .isEmpty();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        await().atMost(SOON).untilAsserted(() -> send(merchant, file).statusCode(202));
    }

    private ValidatableResponse keyed(String file) {
        return keyed(number, file);
    }

    private ValidatableResponse keyed(String key, String file) {
        return withFile(as(merchant).header("Idempotency-Key", key), "text/csv", file.getBytes(UTF_8))
                .post("/v1/shipments/import")
                .then();
    }

    /** A call whose body does not come yet. */
    private Socket begin(int length) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        String key = length > MAX_BYTES ? DEFAULT : merchant;
        socket.getOutputStream()
                .write(("POST /v1/shipments/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: text/csv\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    /** An import that nobody works at. */
    private void open(String state, String leaseUntil) {
        database.preparedQuery(
                        """
                        insert into shipment_import (import_id, merchant_id, actor, state, charset, columns, bytes_done,
                          lines_done, lease_until)
                        values ($1, $2, '', '%s', 'UTF-8', '{carrier,trackingNumber}', 0, 0, %s)"""
                                .formatted(state, leaseUntil))
                .execute(Tuple.of(UUID.randomUUID(), merchant))
                .await()
                .atMost(SOON);
    }

    private long imports() {
        return sql("select count(*) as n from shipment_import where merchant_id = $1")
                .iterator()
                .next()
                .getLong("n");
    }

    private RowSet<Row> sql(String statement) {
        return database.preparedQuery(statement)
                .execute(Tuple.of(merchant))
                .await()
                .atMost(SOON);
    }
}
