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
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedPostgres;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens with time, which the test sets back in the database. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookSweepIT extends WebhookCases {

    private static final String PLANNED =
            "select count(*) from notifier.unlock where shipment_id = $1 and look_at is not null";

    /** Further messages in the lane of one that waits. */
    private static final String MANY_MORE =
            """
            insert into notifier.webhook_delivery (delivery_id, endpoint_id, merchant_id, webhook_id, type, shipment_id, state,
                                                   in_order, body, created_at, changed_at, revision)
            select gen_random_uuid(), endpoint_id, merchant_id, gen_random_uuid(), type, shipment_id, state, in_order,
                   replace(body, '"sequence":1', '"sequence":' || n), created_at, changed_at, 1
            from notifier.webhook_delivery cross join generate_series(2, 1201) n where endpoint_id = $1""";

    private static final String GIVEN_UP =
            "select count(*) from notifier.webhook_delivery where endpoint_id = $1 and state = 'FAILED'";

    private static final String HOLD_THE_LAST =
            """
            select from notifier.webhook_delivery where delivery_id in (
              select delivery_id from notifier.webhook_delivery where endpoint_id = ?::uuid order by place desc limit 3)
            for update""";

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

    /** More than are given up at a time. Some are held by another transaction meanwhile, as by one that sends or tells. */
    @Test
    void aLaneGoesOnWhoseFirstMessagesWereGivenUpBeforeItsEndpointWasEnabledAgain() throws SQLException {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.always("/hooks", Answer.status(503, "Retry-After", "600"));
        merchant.registers("S4");
        merchant.scanned("S4", 1, SubStatus.MOVING);
        awaitReceived("/hooks", 1);
        assertThat(tables.run(MANY_MORE, endpoint.endpointId())).isEqualTo(1200);

        try (Connection holding = DriverManager.getConnection(SharedPostgres.jdbcUrl());
                PreparedStatement hold = holding.prepareStatement(HOLD_THE_LAST)) {
            holding.setAutoCommit(false);
            hold.setObject(1, endpoint.endpointId());
            hold.execute();
            WebhookEndpoint disabled = merchant.enabled(endpoint, false);
            awaitNumber(1198, GIVEN_UP, disabled);
            endpoints.always("/hooks", Answer.status(204));
            awaitNumber(
                    1,
                    "select count(*) from notifier.webhook_endpoint where endpoint_id = $1 and enabled",
                    merchant.enabled(disabled, true));
        }
        merchant.scanned("S4", 2000, SubStatus.SIGNED);

        assertThat(awaitReceived("/hooks", 5))
                .extracting(Received::sequence)
                .containsExactly(1, 1199, 1200, 1201, 2000);

        // and what was given up is taken up again, more than one portion of it
        merchant.orders(
                Command.RECOVER_WEBHOOK,
                endpoint.endpointId(),
                Map.of("since", Instant.now().minusSeconds(60).toString()));
        awaitNumber(0, GIVEN_UP, endpoint);
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

    private void awaitNumber(long wanted, String sql, WebhookEndpoint endpoint) {
        await().atMost(PATIENCE).until(() -> tables.number(sql, endpoint.endpointId()) == wanted);
    }

    private void change(String sql, UUID id) {
        assertThat(tables.run(sql, id)).isEqualTo(1);
    }
}
