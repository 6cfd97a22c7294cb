package io.waymark.poller.intake;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Tells data that cannot be stored from a database that is away, and waits for the latter. */
public final class StorageHandler {

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** After which the outcome of a call is given up, and the call is made again. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** SQLSTATE classes that blame the data: data exception, constraint, statement too large. */
    private static final String DATA_AT_FAULT = "(22|23|54).*";

    private StorageHandler() {}

    /** Whether PostgreSQL is there and refuses the data themselves, so that trying again is of no use. */
    public static boolean isUnstorable(Throwable failure) {
        return failure instanceof PgException refusal
                && refusal.getSqlState() != null
                && refusal.getSqlState().matches(DATA_AT_FAULT);
    }

    /**
     * Repeats work until it succeeds, with waits that grow to 5 s, each failure with a line in the log.
     *
     * @param what waits, in the plural, for the log
     * @return fails only with what {@link #isUnstorable} knows
     */
    public static <T> Uni<T> whileAway(String what, Uni<T> work) {
        return work.onFailure(failure -> !isUnstorable(failure))
                .invoke(failure -> Log.warnf("database is away work=%s error=%s", what, failure.toString()))
                .onFailure(failure -> !isUnstorable(failure))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /**
     * Repeats the recording of what a call came to until it succeeds, with waits that grow to 5 s, for up to a minute.
     *
     * @param work begun anew at each attempt
     * @return fails if the minute was not enough
     */
    public static <T> Uni<T> forAWhile(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom()
                .<T>deferred(work)
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .expireIn(PATIENCE.toMillis());
    }

    /** One step after the other; the first that fails ends it. */
    public static Uni<Void> inTurn(List<Uni<Void>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .collect()
                .last();
    }
}
