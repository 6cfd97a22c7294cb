package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.SubStatus;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.Attempt;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Answer;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Endpoints that misbehave. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookFaultIT extends WebhookCases {

    @Inject
    Tables tables;

    @Inject
    OutcomeHandler outcomes;

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

        assertThat(awaitReceived("/hooks", 5)).extracting(Received::sequence).containsExactly(1, 1, 1, 2, 3);
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
        assertThat(received.get(10).sequence()).isEqualTo(2);
    }

    @Test
    void anEndpointThatIsGoneIsDisabledAndWhatWaitsForItGivenUp() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.always("/hooks", Answer.status(410));
        merchant.registers("F4");
        merchant.scanned("F4", 1, SubStatus.MOVING);
        merchant.scanned("F4", 2, SubStatus.SIGNED);

        awaitCommand(command -> command.type().equals(Command.DISABLE_WEBHOOK)
                && command.target().equals(endpoint.endpointId().toString())
                && command.merchantId().equals(merchant.id)
                && command.arguments().path("revision").asLong() == endpoint.revision());
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

    @Test
    void whatHappensWhileAnEndpointIsDisabledIsKeptToBeRecovered() {
        WebhookEndpoint endpoint = merchant.enabled(merchant.endpoint(endpoints.url("/hooks")), false);
        merchant.registers("F11");
        merchant.scanned("F11", 1, SubStatus.MOVING);
        awaitDelivery(endpoint, delivery -> delivery.state() == State.FAILED && delivery.attempts() == 0);

        merchant.enabled(endpoint, true);
        merchant.scanned("F11", 2, SubStatus.SIGNED);

        assertThat(awaitReceived("/hooks", 1).get(0).sequence()).isEqualTo(2);
        assertNothingMoreComes("/hooks", 1);
    }

    /** One answers that it is busy, while the other is under way; that one is told that it is well. */
    @Test
    void anEndpointIsLeftAloneForAsLongAsItAsksThoughItAnswersOtherwiseMeanwhile() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        Answer whenBusyIsKept = exchange -> {
            await().until(() -> tables.number(
                            "select count(*) from webhook_endpoint where endpoint_id = $1 and paused_until is not null",
                            endpoint.endpointId())
                    == 1);
            Answer.status(204).to(exchange);
        };
        endpoints.will("/hooks", whenBusyIsKept, Answer.status(503, "Retry-After", "8"));
        List.of("F12a", "F12b", "F12c").forEach(merchant::registers);
        merchant.scanned("F12a", 1, SubStatus.MOVING);
        merchant.scanned("F12b", 1, SubStatus.MOVING);
        awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED);
        merchant.scanned("F12c", 1, SubStatus.MOVING);

        List<Received> received = awaitReceived("/hooks", 3);

        assertThat(Duration.between(received.get(1).at(), received.get(2).at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(7900));
    }

    @Test
    void aLaneGoesOnThoughItsFirstMessageWasGivenUpUnseen() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.status(503, "Retry-After", "3600"));
        merchant.registers("F13");
        merchant.scanned("F13", 1, SubStatus.MOVING);
        awaitReceived("/hooks", 1);
        merchant.scanned("F13", 2, SubStatus.SIGNED);
        String behind = "select count(*) from webhook_delivery where endpoint_id = $1 and next_attempt_at is null";
        await().atMost(PATIENCE).until(() -> tables.number(behind, endpoint.endpointId()) == 1);

        tables.run(
                "update webhook_delivery set state = 'FAILED', next_attempt_at = null"
                        + " where endpoint_id = $1 and next_attempt_at is not null",
                endpoint.endpointId());
        tables.run("update webhook_endpoint set paused_until = null where endpoint_id = $1", endpoint.endpointId());

        assertThat(awaitReceived("/hooks", 2).get(1).sequence()).isEqualTo(2);
    }

    /** Its sender took so long that another has it now. */
    @Test
    void whatCameOfALostClaimIsNotHeldAgainstTheEndpoint() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("F14");
        merchant.scanned("F14", 1, SubStatus.MOVING);
        WebhookDelivery waiting = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED)
                .get(0);

        outcomes.keep(
                        new Message(waiting, endpoint, "{}", 0, Instant.now(), null),
                        Reply.none(Reply.Outcome.TIMEOUT),
                        Duration.ofSeconds(15))
                .await()
                .atMost(PATIENCE);

        assertThat(tables.number("select failures from webhook_endpoint where endpoint_id = $1", endpoint.endpointId()))
                .isZero();
    }

    private static WebhookDelivery last(List<WebhookDelivery> published) {
        return published.get(published.size() - 1);
    }
}
