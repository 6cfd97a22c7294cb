package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.Command;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of messages to endpoints share: endpoints that they play, and a merchant of their own. */
public abstract class WebhookCases {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Long enough for the sender to have ticked several times. */
    protected static final Duration QUIET = Duration.ofMillis(1500);

    protected final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    protected final Merchant merchant = new Merchant("m-" + UUID.randomUUID(), writer);
    protected EndpointStandIn endpoints;

    @BeforeEach
    void open() {
        endpoints = new EndpointStandIn();
    }

    @AfterEach
    void close() {
        endpoints.close();
    }

    protected List<Received> awaitReceived(String path, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(endpoints.at(path)).hasSizeGreaterThanOrEqualTo(count));
        return endpoints.at(path);
    }

    protected void assertNothingMoreComes(String path, int count) {
        await().during(QUIET).atMost(PATIENCE).untilAsserted(() -> assertThat(endpoints.at(path))
                .hasSize(count));
    }

    /** Everything published of the deliveries to an endpoint, once something of it is as wanted. */
    protected static List<WebhookDelivery> awaitDelivery(WebhookEndpoint endpoint, Predicate<WebhookDelivery> wanted) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.DELIVERIES, PATIENCE, records -> records.stream()
                                .map(ConsumerRecord::value)
                                .anyMatch(delivery -> isOf(endpoint, delivery) && wanted.test(delivery)))
                        .stream()
                        .map(ConsumerRecord::value)
                        .filter(delivery -> isOf(endpoint, delivery))
                        .toList();
    }

    /** The first such order, once there is one. */
    protected static Command awaitCommand(Predicate<Command> wanted) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.COMMANDS, PATIENCE, records -> records.stream()
                                .map(ConsumerRecord::value)
                                .anyMatch(wanted))
                        .stream()
                        .map(ConsumerRecord::value)
                        .filter(wanted)
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean isOf(WebhookEndpoint endpoint, WebhookDelivery delivery) {
        return delivery.endpointId().equals(endpoint.endpointId());
    }
}
