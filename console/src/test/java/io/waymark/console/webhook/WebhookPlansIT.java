package io.waymark.console.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.readmodel.Plans;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However much an endpoint was told, what is rare in it is found by an index. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookPlansIT {

    private static final UUID ENDPOINT = UUID.randomUUID();

    private static final String FILL =
            """
            insert into webhook_delivery (delivery_id, endpoint_id, state, type, created_at, revision, document)
            select gen_random_uuid(), '%s', 'DELIVERED', 'shipment.event', now() - i * interval '1 second', 1, '{}'
            from generate_series(1, 30000) i"""
                    .formatted(ENDPOINT);

    @Inject
    Plans plans;

    @BeforeEach
    void itWasToldMuch() {
        plans.run(FILL);
        plans.run("analyze webhook_delivery");
    }

    @AfterEach
    void itWasToldNothing() {
        plans.run("delete from webhook_delivery where endpoint_id = '" + ENDPOINT + "'");
    }

    @Test
    void aRareTypeIsFoundByItsIndex() {
        DeliveryFilter tests = new DeliveryFilter(null, "webhook.test", null);

        assertThat(plan(tests, null)).contains("webhook_delivery_type");
        assertThat(plan(tests, new Position(Instant.now(), UUID.randomUUID()))).contains("webhook_delivery_type");
    }

    @Test
    void aRareStateIsFoundByItsIndex() {
        assertThat(plan(new DeliveryFilter(State.FAILED, null, null), null)).contains("webhook_delivery_state");
    }

    private String plan(DeliveryFilter filter, @Nullable Position after) {
        return plans.of(DeliveryQueryRepository.list(ENDPOINT, filter, after, 51));
    }
}
