package io.waymark.notifier.unlock;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.notifier.webhook.WebhookIntake;
import io.waymark.outbox.RoundHandler;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what is due: some at a time, at every tick, and at once when a fact made one due. A parcel that is due and not, or
 * no longer, delivered waits until it is; it is looked at again when something happens to it, and from time to time.
 *
 * <p>The message is stored first, and only when its deliveries are made the registration is done with: a crash between the
 * two makes the same message again. Any number of replicas may run one.
 */
@ApplicationScoped
public class UnlockScheduler {

    private static final int AT_A_TIME = 100;

    /** After it another replica takes over what this one began. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int MOST_DOUBLED = 10;

    private final UnlockRepository unlocks;
    private final WebhookIntake messages;
    private final Pool database;
    private final Clock clock;
    private final RoundHandler rounds;

    UnlockScheduler(UnlockRepository unlocks, WebhookIntake messages, Pool database, Clock clock) {
        this.unlocks = unlocks;
        this.messages = messages;
        this.database = database;
        this.clock = clock;
        this.rounds = new RoundHandler(
                () -> tell().ifNoItem().after(LEASE).fail(),
                failure -> Log.warnf("unlocked orders not told error=%s", failure.toString()));
    }

    @Scheduled(
            every = "${waymark.unlock.tick:1s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void tick() {
        wake();
    }

    /** Has what is due looked for soon, in the background. Calls during a round lead to one more round. */
    void wake() {
        rounds.wake();
    }

    /** Some of what is due; whether there may be more. */
    private Uni<Boolean> tell() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<UnlockRow> open = new ArrayList<>();
        return database.withTransaction(connection -> unlocks.due(connection, now, AT_A_TIME)
                        .chain(rows -> TransactionHandler.inTurn(rows, row -> look(connection, row, now, open))
                                .replaceWith(rows.size() == AT_A_TIME)))
                .call(() -> open.isEmpty() ? Uni.createFrom().voidItem() : told(open, now));
    }

    private Uni<Void> told(List<UnlockRow> open, Instant now) {
        return messages.tell(open.stream().map(UnlockRow::shipmentId).toList())
                .chain(() -> unlocks.told(open, now))
                .invoke(() -> Log.infof("orders unlocked count=%d", open.size()));
    }

    private Uni<Void> look(SqlConnection connection, UnlockRow row, Instant now, List<UnlockRow> open) {
        Instant due = row.due();
        if (due == null || due.isAfter(now)) {
            return unlocks.lookAgain(connection, row, due, 0);
        }
        if (!row.delivered()) {
            return unlocks.lookAgain(connection, row, now.plus(wait(row.looks())), row.looks() + 1);
        }
        open.add(row);
        return messages.store(connection, row.fact(now))
                .chain(() -> unlocks.lookAgain(connection, row, now.plus(LEASE), row.looks()));
    }

    private static Duration wait(int looks) {
        Duration wait = Duration.ofSeconds(1L << Math.min(looks, MOST_DOUBLED));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
