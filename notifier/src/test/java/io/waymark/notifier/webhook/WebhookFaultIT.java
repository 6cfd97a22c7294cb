package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.Attempt;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Answer;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Endpoints that misbehave. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookFaultIT extends WebhookCases {

    @Test
    void whatFailedIsSentAgainWithTheSameIdAndTheSameBytes() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.status(500), Answer.status(404));
        merchant.registers("F1");
        merchant.scanned("F1", 1, SubStatus.MOVING);

        List<Received> received = awaitReceived("/hooks", 3);
        List<WebhookDelivery> published = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED);

        assertThat(received)
                .extracting(Received::id)
                .containsOnly(received.get(0).id());
        assertThat(received)
                .extracting(Received::bytes)
                .allMatch(bytes -> Arrays.equals(bytes, received.get(0).bytes()));
        assertThat(last(published).attemptLog()).extracting(Attempt::status).containsExactly(500, 404, 204);
        assertThat(published.get(1).nextAttemptAt()).isAfter(published.get(1).changedAt());
    }

    @Test
    void aShipmentsMessagesComeOneAfterTheOther() {
        merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.status(500), Answer.status(500));
        merchant.registers("F2");
        merchant.scanned("F2", 1, SubStatus.MOVING);
        merchant.scanned("F2", 2, SubStatus.OUT_FOR_DELIVERY);
        merchant.scanned("F2", 3, SubStatus.SIGNED);

        assertThat(awaitReceived("/hooks", 5))
                .extracting(received ->
                        received.body().path("data").path("sequence").asInt())
                .containsExactly(1, 1, 1, 2, 3);
    }

    @Test
    void theNextMessageGoesWhenOneIsGivenUp() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will(
                "/hooks", Stream.generate(() -> Answer.status(500)).limit(10).toArray(Answer[]::new));
        merchant.registers("F3");
        merchant.scanned("F3", 1, SubStatus.MOVING);
        merchant.scanned("F3", 2, SubStatus.SIGNED);

        List<Received> received = awaitReceived("/hooks", 11);
        WebhookDelivery failed = last(awaitDelivery(endpoint, delivery -> delivery.state() == State.FAILED).stream()
                .filter(delivery -> delivery.state() == State.FAILED)
                .toList());

        assertThat(failed.attempts()).isEqualTo(10);
        assertThat(received.get(10).body().path("data").path("sequence").asInt())
                .isEqualTo(2);
    }

    @Test
    void anEndpointThatIsGoneIsDisabledAndWhatWaitsForItGivenUp() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.always("/hooks", Answer.status(410));
        merchant.registers("F4");
        merchant.scanned("F4", 1, SubStatus.MOVING);
        merchant.scanned("F4", 2, SubStatus.SIGNED);

        new TopicReader(SharedKafka.bootstrapServers()).readUntil(Topics.COMMANDS, PATIENCE, records -> records.stream()
                .map(record -> record.value())
                .anyMatch(command -> command.type().equals(Command.DISABLE_WEBHOOK)
                        && command.target().equals(endpoint.endpointId().toString())
                        && command.merchantId().equals(merchant.id)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        awaitDelivery(endpoint, delivery -> delivery.state() == State.FAILED).stream()
                                .filter(delivery -> delivery.state() == State.FAILED)
                                .map(WebhookDelivery::webhookId)
                                .distinct())
                .hasSize(2));
        assertNothingMoreComes("/hooks", 1);
    }

    @Test
    void anEndpointIsLeftAloneForAsLongAsItAsks() {
        merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.status(503, "Retry-After", "3"));
        merchant.registers("F5");
        merchant.registers("F5b");
        merchant.scanned("F5", 1, SubStatus.MOVING);
        awaitReceived("/hooks", 1);
        merchant.scanned("F5b", 1, SubStatus.MOVING);

        List<Received> received = awaitReceived("/hooks", 3);

        assertThat(Duration.between(received.get(0).at(), received.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(2900));
    }

    @Test
    void aRedirectIsNotFollowed() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.status(302, "Location", endpoints.url("/inside")));
        merchant.registers("F6");
        merchant.scanned("F6", 1, SubStatus.MOVING);

        List<WebhookDelivery> published = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED);

        assertThat(last(published).attemptLog()).extracting(Attempt::outcome).containsExactly("REDIRECT", "OK");
        assertThat(endpoints.at("/inside")).isEmpty();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.endless(500), Answer.endless(200));
        merchant.registers("F7");
        merchant.scanned("F7", 1, SubStatus.MOVING);

        List<WebhookDelivery> published = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED);

        assertThat(last(published).attemptLog()).extracting(Attempt::status).containsExactly(500, 200);
    }

    @Test
    void anEndpointThatDoesNotAnswerIsTriedAgain() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.silence());
        merchant.registers("F8");
        merchant.scanned("F8", 1, SubStatus.MOVING);

        List<WebhookDelivery> published = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED);

        assertThat(last(published).attemptLog()).extracting(Attempt::outcome).containsExactly("TIMEOUT", "OK");
    }

    @Test
    void anEndpointThatIsNotThereIsTriedAgain() {
        WebhookEndpoint endpoint = merchant.endpoint("http://localhost:1/hooks");
        merchant.registers("F9");
        merchant.scanned("F9", 1, SubStatus.MOVING);

        List<WebhookDelivery> published = awaitDelivery(endpoint, delivery -> delivery.attempts() > 1);

        assertThat(last(published).attemptLog()).extracting(Attempt::outcome).containsOnly("UNREACHABLE");
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

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(IntStream.range(0, others))
                .allSatisfy(i -> assertThat(endpoints.at("/well" + i)).hasSize(1)));
        assertThat(endpoints.at("/dead").stream().map(Received::id).distinct())
                .as("of what the dead one is owed, most was not even tried")
                .hasSizeLessThan(others / 2);
        merchant.deleted(dead);
    }

    @Test
    void whatHappensWhileAnEndpointIsDisabledIsKeptToBeRecovered() {
        WebhookEndpoint endpoint = merchant.enabled(merchant.endpoint(endpoints.url("/hooks")), false);
        merchant.registers("F11");
        merchant.scanned("F11", 1, SubStatus.MOVING);
        awaitDelivery(endpoint, delivery -> delivery.state() == State.FAILED && delivery.attempts() == 0);

        merchant.enabled(endpoint, true);
        merchant.scanned("F11", 2, SubStatus.SIGNED);

        assertThat(awaitReceived("/hooks", 1)
                        .get(0)
                        .body()
                        .path("data")
                        .path("sequence")
                        .asInt())
                .isEqualTo(2);
        assertNothingMoreComes("/hooks", 1);
    }

    private static WebhookDelivery last(List<WebhookDelivery> published) {
        return published.get(published.size() - 1);
    }
}
