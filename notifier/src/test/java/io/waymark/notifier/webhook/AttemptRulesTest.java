package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.Attempt;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.AttemptRules.Result;
import io.waymark.notifier.webhook.Reply.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration TAKEN = Duration.ofMillis(20);

    private final AttemptRules rules =
            new AttemptRules(new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), 1, () -> 0));

    @ParameterizedTest
    @CsvSource({
        "200, OK,       DELIVERED",
        "204, OK,       DELIVERED",
        "299, OK,       DELIVERED",
        "301, REDIRECT, WAITING",
        "304, REDIRECT, WAITING",
        "400, STATUS,   WAITING",
        "404, STATUS,   WAITING",
        "410, STATUS,   FAILED",
        "429, STATUS,   WAITING",
        "500, STATUS,   WAITING",
        "101, STATUS,   WAITING"
    })
    void onlyA2xxSaysThatTheEndpointHasIt(int status, String outcome, State state) {
        WebhookDelivery after = after(Reply.of(status, Duration.ZERO), 0, null).delivery();

        assertThat(after.state()).isEqualTo(state);
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.attemptLog()).containsExactly(new Attempt(1, NOW, status, outcome, 20));
        assertThat(after.nextAttemptAt()).isEqualTo(state == State.WAITING ? NOW.plusSeconds(5) : null);
    }

    @Test
    void anAnswerThatIsBusySaysWhenToComeBackAndOthersDoNot() {
        Duration asked = Duration.ofHours(1);

        assertThat(after(Reply.of(503, asked), 0, null).delivery().nextAttemptAt())
                .isEqualTo(NOW.plus(asked));
        assertThat(after(Reply.of(500, asked), 0, null).delivery().nextAttemptAt())
                .isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void itIsGivenUpAtTheEndOfTheSchedule() {
        Result last = after(Reply.none(Outcome.TIMEOUT), 2, null);

        assertThat(last.delivery().state()).isEqualTo(State.FAILED);
        assertThat(last.delivery().nextAttemptAt()).isNull();
    }

    @Test
    void anAttemptWhoseSenderDiedIsKeptAndTakesNoStep() {
        Instant lost = NOW.minusSeconds(60);

        Result after = after(Reply.of(500, Duration.ZERO), 0, lost);

        assertThat(after.step()).isEqualTo(1);
        assertThat(after.delivery().attempts()).isEqualTo(2);
        assertThat(after.delivery().attemptLog())
                .containsExactly(new Attempt(1, lost, null, "INTERRUPTED", 0), new Attempt(2, NOW, 500, "STATUS", 20));
    }

    @Test
    void theNewestAttemptsAreKept() {
        List<Attempt> before = IntStream.rangeClosed(1, WebhookDelivery.MOST_KEPT)
                .mapToObj(i -> new Attempt(i, NOW, 500, "STATUS", 1))
                .toList();

        WebhookDelivery after = rules.after(
                        message(delivery(before.size(), before), 0, null), Reply.of(204, Duration.ZERO), TAKEN, NOW)
                .delivery();

        assertThat(after.attemptLog()).hasSize(WebhookDelivery.MOST_KEPT);
        assertThat(after.attemptLog().get(0).attempt()).isEqualTo(2);
        assertThat(after.attempts()).isEqualTo(WebhookDelivery.MOST_KEPT + 1);
    }

    private Result after(Reply reply, int step, @Nullable Instant lost) {
        return rules.after(message(delivery(0, List.of()), step, lost), reply, TAKEN, NOW);
    }

    private static Message message(WebhookDelivery delivery, int step, @Nullable Instant lost) {
        WebhookEndpoint endpoint = new WebhookEndpoint(
                delivery.endpointId(), "m", "https://example.com/", Set.of(), true, 1, null, NOW, 1);
        return new Message(delivery, endpoint, "{}", step, NOW, lost);
    }

    private static WebhookDelivery delivery(int attempts, List<Attempt> log) {
        UUID id = new UUID(0, 1);
        return new WebhookDelivery(
                id, id, "m", "w", "shipment.event", null, State.WAITING, attempts, NOW, NOW, null, log, NOW, 1);
    }
}
