package io.waymark.console.erasure;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.console.readmodel.Ledger;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementState;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One merchant of several has erased what is its own. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class RegistrationErasureIT extends ErasureCases {

    @Test
    void ofSeveralMerchantsOneErasesWhatItSaidItself() {
        registered();
        register(DEFAULT, parcel.number(), ", \"phone\": \"13912341234\"").statusCode(201);

        String id = ordered(ACME, 202);
        assertThat(services.asked(id, 1)).containsExactly("waymark-notifier " + parcel.id() + " of acme");
        assertThat(ordered(ACME, 202)).isEqualTo(id);
        get(ACME, path).statusCode(200);
        register(ACME, parcel.number(), "").statusCode(409);
        services.notifierHasErased(id, parcel.id());

        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(404));
        assertThat(services.asked(id, 2))
                .containsExactly(
                        "waymark-notifier " + parcel.id() + " of acme", "waymark-poller " + parcel.id() + " of acme");
        sql("update erasure_part set asked_at = now() - interval '1 day' where erasure_id = '" + id + "'");
        assertThat(services.asked(id, 3)).last().isEqualTo("waymark-poller " + parcel.id() + " of acme");
        services.pollerHasErased(id, parcel.id());
        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/erasures/" + id)
                .body("scope", equalTo("REGISTRATION"))
                .body("state", equalTo("DONE"))
                .body("stores.store", hasItems("console: tables", "notifier: tables", "poller: tables")));
        get(ACME, "/v1/shipments?trackingNumber=" + parcel.number()).body("items", hasSize(0));
        get(DEFAULT, path).statusCode(200).body("events", hasSize(2));
        get(DEFAULT, "/v1/erasures/" + id).statusCode(404);
        assertThat(services.published(parcel.id(), 3).get(2).registrations())
                .extracting(Registration::merchantId)
                .doesNotContain("acme")
                .hasSize(1);
        register(ACME, parcel.number(), "").statusCode(409);
        register(DEFAULT, parcel.number(), "").statusCode(200);

        String all = ordered(STAFF, 202);
        get(STAFF, "/v1/erasures/" + all).body("scope", equalTo("SHIPMENT"));
        get(DEFAULT, "/v1/erasures/" + all).statusCode(200);
        get(DEFAULT, "/v1/erasures").body("items.erasureId", hasItem(all));
        get(STAFF, "/v1/erasures?limit=1").body("items.erasureId", contains(all));
    }

    /** What is nobody's alone would be left if each of them had nothing but its own erased. */
    @Test
    void theLastOfSeveralMerchantsErasesTheShipment() {
        registered();
        register(DEFAULT, parcel.number(), "").statusCode(201);
        String first = ordered(ACME, 202);

        String last = ordered(DEFAULT, 202);

        get(ACME, "/v1/erasures/" + first).body("scope", equalTo("REGISTRATION"));
        get(DEFAULT, "/v1/erasures/" + last).body("scope", equalTo("SHIPMENT"));
    }

    @Test
    void aMerchantsAddressForTrackingGoesWithItsRegistration() {
        register(ACME, parcel.number(), ", \"settlement\": " + onerway("T" + parcel.number()))
                .statusCode(201);
        register(DEFAULT, parcel.number(), ", \"settlement\": " + onerway("D" + parcel.number()))
                .statusCode(201);
        sql("update settlement_binding set tracking_url = 'https://track.example/' || merchant_id where shipment_id = '"
                + parcel.id() + "'");
        Ledger ledger = Ledger.of("acme", parcel.number())
                .to(SettlementState.ACKNOWLEDGED, "ANSWER", "")
                .publish();
        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/settlements/" + ledger.id())
                .body("state", equalTo("ACKNOWLEDGED")));

        String id = ordered(ACME, 202);
        services.notifierHasErased(id, parcel.id());

        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(404));
        assertThat(sql("select tracking_url from settlement_binding where tracking_url is not null and shipment_id = '"
                        + parcel.id() + "'"))
                .extracting(row -> row.getString("tracking_url"))
                .containsExactly("https://track.example/default");
    }

    @Test
    void whatIsWithdrawnDuringARebuildIsNotSaidAfterwards() {
        registered();
        register(DEFAULT, parcel.number(), "").statusCode(201);
        assertThat(saidOfTheJourney()).isEqualTo("广东 北京");
        String id = ordered(ACME, 202);
        SqlConnection other = database.getConnection().await().atMost(SOON);
        other.begin().await().atMost(SOON);
        other.query("lock table console_read.read_model_offset in row share mode")
                .execute()
                .await()
                .atMost(SOON);
        as(STAFF).post("/v1/operations/read-model/rebuild?history=none").then().statusCode(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sql("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                                        + " and query like 'lock table console_read.read_model_offset%'")
                                .size()
                        > 0);

        services.notifierHasErased(id, parcel.id());

        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(404));
        other.query("rollback").execute().await().atMost(SOON);
        other.close().await().atMost(SOON);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get(STAFF, "/v1/operations/read-model").body("state", equalTo("DONE")));
        assertThat(saidOfTheJourney()).isEqualTo(" ");
        get(DEFAULT, path).statusCode(200).body("events", hasSize(2));
    }

    private String saidOfTheJourney() {
        return sql("select said_origin || ' ' || said_destination as said from journey where shipment_id = '"
                        + parcel.id() + "'")
                .iterator()
                .next()
                .getString("said");
    }
}
