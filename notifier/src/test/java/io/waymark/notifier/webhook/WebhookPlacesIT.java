package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.SubStatus;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Answer;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few places, and many endpoints that want them. */
@QuarkusTest
@TestProfile(WebhookPlacesIT.Few.class)
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookPlacesIT extends WebhookCases {

    /** Far less than what the dead endpoint is owed would take: at eight places, 99 messages, ten attempts of a second. */
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Fewer places than a dead endpoint could take. */
    public static class Few implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("waymark.webhook.parallel", "8");
        }
    }

    /** The dead one is owed as much as all others together, and each of its calls takes a second to fail. */
    @Test
    void oneDeadEndpointAmongAHundredDelaysNoOther() {
        int others = 99;
        WebhookEndpoint dead = merchant.endpoint(endpoints.url("/dead"));
        endpoints.always("/dead", Answer.silence());
        for (int i = 0; i < others; i++) {
            merchant.registers("F10D" + i);
            merchant.scanned("F10D" + i, 1, SubStatus.MOVING);
        }
        awaitReceived("/dead", 1);
        List<Merchant> well = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            Merchant one = new Merchant(merchant.id + "-" + i, writer);
            one.endpoint(endpoints.url("/well" + i));
            one.registers("F10W" + i);
            one.scanned("F10W" + i, 1, SubStatus.MOVING);
            well.add(one);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(IntStream.range(0, others))
                .allSatisfy(i -> assertThat(endpoints.at("/well" + i)).hasSize(1)));
        assertThat(endpoints.at("/dead").stream().map(Received::id).distinct())
                .as("of what the dead one is owed, most was not even tried")
                .hasSizeLessThan(others / 2);
        merchant.deleted(dead);
    }
}
