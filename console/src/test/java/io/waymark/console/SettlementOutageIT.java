package io.waymark.console;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.waymark.console.readmodel.Ledger;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done about a settlement while Kafka is away, and what cannot. */
@QuarkusTest
@QuarkusTestResource(value = LateKafkaAndPostgres.class, restrictToAnnotatedClass = true)
class SettlementOutageIT {

    private final Records parcel = new Records(number());
    private final String path = "/v1/settlements/" + Ledger.id(parcel.number());

    @BeforeEach
    void theSettlementIsBound() {
        register(DEFAULT, parcel.number(), ", \"settlement\": " + onerway("T" + parcel.number()))
                .statusCode(201);
    }

    @Test
    void anOrderIsTakenAndWaits() {
        String command = as(DEFAULT)
                .contentType(ContentType.JSON)
                .body("{\"reason\": \"wrong parcel\"}")
                .post(path + "/hold")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        get(DEFAULT, "/v1/commands/" + command).statusCode(200).body("state", equalTo("PENDING"));
        get(DEFAULT, path).statusCode(200).body("state", equalTo("OWED"));
    }

    @Test
    void aDisputePackIsNotGivenOutWithoutItsRawRecords() throws SQLException {
        get(DEFAULT, path + "/dispute-pack").statusCode(200);
        store(parcel.event(1, SubStatus.SIGNED_BY_RECIPIENT, Records.SIGNED_AT));

        get(DEFAULT, path + "/dispute-pack")
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("\\d+"));
    }

    private static void store(TrackingEvent event) throws SQLException {
        try (Connection database = DriverManager.getConnection(SharedPostgres.jdbcUrl());
                PreparedStatement month = database.prepareStatement(
                        "select console.read_model_months('console_read', array[?::timestamptz])");
                PreparedStatement insert = database.prepareStatement(
                        "insert into console_read.tracking_event (shipment_id, event_id, recorded_at, sequence, occurred_at,"
                                + " document, scan_id, status, sub_status, withdrawn, pushed)"
                                + " values (?, ?, ?, ?, ?, ?::json, ?, ?, ?, false, true)");
                PreparedStatement note = database.prepareStatement(
                        "insert into console_read.shipment_month values (?, date_trunc('month', ?::timestamptz, 'UTC'))"
                                + " on conflict do nothing")) {
            OffsetDateTime recordedAt = event.recordedAt().atOffset(ZoneOffset.UTC);
            month.setObject(1, recordedAt);
            month.execute();
            note.setObject(1, event.shipmentId().value());
            note.setObject(2, recordedAt);
            note.execute();
            insert.setObject(1, event.shipmentId().value());
            insert.setObject(2, event.eventId());
            insert.setObject(3, recordedAt);
            insert.setLong(4, event.sequence());
            insert.setObject(5, event.occurredAt());
            insert.setString(6, new String(JsonSerde.of(TrackingEvent.class).write(event), StandardCharsets.UTF_8));
            insert.setObject(7, event.eventId());
            insert.setString(8, event.status().name());
            insert.setString(9, event.subStatus().name());
            insert.executeUpdate();
        }
    }
}
