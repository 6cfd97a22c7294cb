package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Answer;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens with time, which the test sets back in the database. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookSweepIT extends WebhookCases {

    private static final String PLANNED =
            "select count(*) from notifier.unlock where shipment_id = $1 and look_at is not null";

    @Inject
    Tables tables;

    @Test
    void anEndpointThatHasFailedForFiveDaysIsDisabled() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.always("/hooks", Answer.status(500));
        merchant.registers("S1");
        merchant.scanned("S1", 1, SubStatus.MOVING);
        awaitReceived("/hooks", 1);

        change(
                "update notifier.webhook_endpoint set failing_since = now() - interval '6 days' where endpoint_id = $1",
                endpoint.endpointId());

        awaitCommand(command -> command.type().equals(Command.DISABLE_WEBHOOK)
                && command.target().equals(endpoint.endpointId().toString())
                && command.reason().startsWith("the endpoint has failed since "));
        awaitDelivery(endpoint, delivery -> delivery.state() == State.FAILED);
    }

    @Test
    void whatIsOldIsForgottenAndNotToldAgain() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("S2");
        TrackingEvent event = merchant.scanned("S2", 1, SubStatus.MOVING);
        awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED);
        UUID id = event.eventId();

        change("update notifier.webhook_fact set stored_at = now() - interval '3 days' where webhook_id = $1", id);
        await().atMost(PATIENCE)
                .until(() ->
                        tables.number("select count(*) from notifier.webhook_fact where webhook_id = $1", id) == 0);
        assertThat(tables.number("select count(*) from notifier.webhook_delivery where webhook_id = $1", id))
                .isEqualTo(1);
        change(
                "update notifier.webhook_delivery set changed_at = now() - interval '31 days' where webhook_id = $1",
                id);
        await().atMost(PATIENCE)
                .until(() ->
                        tables.number("select count(*) from notifier.webhook_delivery where webhook_id = $1", id) == 0);

        merchant.registers("S2");
        merchant.scanned("S2", 2, SubStatus.SIGNED);
        awaitReceived("/hooks", 2);
        assertNothingMoreComes("/hooks", 2);
    }

    @Test
    void parcelsOfYearsAgoAreForgotten() {
        merchant.wantsUnlocked(Duration.ofDays(365));
        UUID parcel = merchant.registers("S3").value();
        merchant.scanned("S3", 1, SubStatus.SIGNED);
        await().atMost(PATIENCE).until(() -> tables.number(PLANNED, parcel) == 1);

        change(
                "update notifier.webhook_registration set registered_at = now() - interval '801 days'"
                        + " where shipment_id = $1",
                parcel);
        change(
                "update notifier.signed_scan set occurred_at = now() - interval '801 days' where shipment_id = $1",
                parcel);

        for (String table : List.of("webhook_registration", "unlock", "signed_scan")) {
            await().atMost(PATIENCE)
                    .until(() ->
                            tables.number("select count(*) from notifier." + table + " where shipment_id = $1", parcel)
                                    == 0);
        }
    }

    private void change(String sql, UUID id) {
        assertThat(tables.run(sql, id)).isEqualTo(1);
    }
}
