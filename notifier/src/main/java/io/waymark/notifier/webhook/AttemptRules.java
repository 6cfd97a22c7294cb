package io.waymark.notifier.webhook;

import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.Attempt;
import io.waymark.contract.WebhookDelivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a message by what came of an attempt. */
final class AttemptRules {

    private static final String INTERRUPTED = "INTERRUPTED";

    private final RetrySchedule schedule;

    AttemptRules(RetrySchedule schedule) {
        this.schedule = schedule;
    }

    /**
     * A message after an attempt.
     *
     * @param delivery as it stands
     * @param step of the schedule, this attempt included if it failed
     */
    record Result(WebhookDelivery delivery, int step) {}

    Result after(Message message, Reply reply, Duration taken, Instant now) {
        WebhookDelivery before = message.delivery();
        List<Attempt> log = new ArrayList<>(before.attemptLog());
        int attempts = before.attempts();
        if (message.lostAt() != null) {
            attempts++;
            log.add(new Attempt(attempts, message.lostAt(), null, INTERRUPTED, 0));
        }
        attempts++;
        log.add(new Attempt(
                attempts, message.claimedAt(), reply.status(), reply.outcome().name(), taken.toMillis()));
        int step = reply.ok() ? message.step() : message.step() + 1;
        Optional<Duration> wait = reply.ok() || reply.gone() ? Optional.empty() : schedule.next(step, reply.asked());
        State state = reply.ok() ? State.DELIVERED : wait.isPresent() ? State.WAITING : State.FAILED;
        return new Result(stands(before, state, attempts, wait.map(now::plus).orElse(null), log, now), step);
    }

    private static WebhookDelivery stands(
            WebhookDelivery before, State state, int attempts, @Nullable Instant next, List<Attempt> log, Instant now) {
        int from = Math.max(0, log.size() - WebhookDelivery.MOST_KEPT);
        return new WebhookDelivery(
                before.deliveryId(),
                before.endpointId(),
                before.merchantId(),
                before.webhookId(),
                before.type(),
                before.shipmentId(),
                state,
                attempts,
                next,
                before.createdAt(),
                before.commandId(),
                log.subList(from, log.size()),
                now,
                before.revision());
    }
}
