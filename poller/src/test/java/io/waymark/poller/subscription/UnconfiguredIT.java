package io.waymark.poller.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A poller without any account at a provider: runs, keeps the ledger, and calls nobody. */
@QuarkusTest
@TestProfile(UnconfiguredIT.WithoutAccounts.class)
@QuarkusTestResource(KafkaAndPostgresResource.class)
class UnconfiguredIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Starts the application anew, without what other tests configure. */
    public static final class WithoutAccounts implements QuarkusTestProfile {}

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    @Test
    void isReadyAndLeavesSubscriptionsWaiting() {
        Ledger ledger = new Ledger();
        RegisteredShipment shipment = Shipments.registered("yto", "YT-NOACCOUNT", Tracking.AUTO);
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);

        await().atMost(PATIENCE).until(() -> ledger.row("YT-NOACCOUNT").isPresent());
        assertThat(ledger.row("YT-NOACCOUNT").orElseThrow())
                .isEqualTo(new Ledger.Row("kuaidi100", "DUE", 0, null, false, 1));
        given().get(ready).then().statusCode(200);
    }
}
