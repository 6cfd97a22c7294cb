package io.waymark.console.intake;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tells what to wait out from what will never work, and waits. */
public final class RecordHandler {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** SQLSTATE classes that blame the data: data exception, constraint, statement too large. */
    private static final String DATA_AT_FAULT = "(22|23|54).*";

    private static final int DEEPEST_CAUSE = 10;

    private RecordHandler() {}

    /**
     * Does the work again and again until it succeeds, less and less often.
     *
     * @param name of the work, for the log
     */
    public static Uni<Void> untilDone(String name, Supplier<Uni<? extends Void>> work) {
        return Uni.createFrom()
                .deferred(work)
                .onFailure()
                .invoke(failure -> Log.warnf("database is away work=%s error=%s", name, failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /** The step for one item after the other; the first that fails ends it. */
    public static <T> Uni<Void> each(List<T> items, Function<T, Uni<? extends Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * Statements of one transaction, of which none needs what another answers: sent in this order without waiting, and carried
     * out in it. Where one fails all behind it do too, and the first is the cause.
     */
    public static Uni<Void> inOneGo(List<Uni<Void>> statements) {
        return statements.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(statements).andCollectFailures().replaceWithVoid();
    }

    /** Whether the database refuses a record for what is in it: then it will refuse it for ever. */
    public static boolean isDataAtFault(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(cause -> cause instanceof PgException refusal
                        && refusal.getSqlState() != null
                        && refusal.getSqlState().matches(DATA_AT_FAULT));
    }
}
