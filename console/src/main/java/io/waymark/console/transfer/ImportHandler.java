package io.waymark.console.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.console.registration.RegistrationBatchHandler;
import io.waymark.console.registration.RegistrationOutcome;
import io.waymark.outbox.OutboxRelay;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Works at an import for the length of a turn, on a thread that may wait, from wherever it was left. Some lines at a time
 * are registered in one transaction, in which the place moves behind them: whenever the process dies, each line is done once.
 */
@ApplicationScoped
class ImportHandler {

    private static final String NOT_STORABLE = "it holds a value that cannot be stored";

    private static final String ROOM = "select not exists (select from outbox offset $1) as is_there";
    private static final long WAIT_MILLIS = 100;

    private final Pool database;
    private final ImportConfig config;
    private final ImportRepository imports;
    private final PartRepository parts;
    private final LineErrorRepository errors;
    private final RegistrationBatchHandler registrations;
    private final OutboxRelay relay;

    private volatile boolean stopping;

    ImportHandler(
            Pool database,
            ImportConfig config,
            ImportRepository imports,
            PartRepository parts,
            LineErrorRepository errors,
            RegistrationBatchHandler registrations,
            OutboxRelay relay) {
        this.database = database;
        this.config = config;
        this.imports = imports;
        this.parts = parts;
        this.errors = errors;
        this.registrations = registrations;
        this.relay = relay;
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }

    /** Gives the import whose turn it is its turn; false if none waits. */
    boolean next() {
        UUID lease = UUID.randomUUID();
        Optional<StoredImport> taken =
                stopping ? Optional.empty() : imports.take(lease).await().indefinitely();
        taken.ifPresent(one -> {
            try {
                turn(one, lease);
            } catch (RuntimeException failure) {
                endTurn(one, lease, failure);
                throw failure;
            }
        });
        return taken.isPresent();
    }

    /** Where that fails too, the turn ends with its lease. */
    private void endTurn(StoredImport one, UUID lease, RuntimeException failure) {
        try {
            imports.endTurn(one.id(), lease).await().indefinitely();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void turn(StoredImport one, UUID lease) {
        long end = System.nanoTime() + config.turn().toNanos();
        LineReader lines =
                new LineReader(one, part -> parts.read(one.id(), part).await().indefinitely());
        List<Line> some = lines.peek(config.batch());
        while (!some.isEmpty() && !stopping && System.nanoTime() < end) {
            if (hasRoom()) {
                OptionalInt taken = register(one, lease, some);
                if (taken.isEmpty()) {
                    return;
                }
                lines.take(taken.getAsInt());
                some = lines.peek(config.batch());
            }
        }
        if (some.isEmpty()) {
            imports.finish(one.id(), lease).await().indefinitely();
        } else {
            imports.endTurn(one.id(), lease).await().indefinitely();
        }
    }

    /** Whether few enough records wait to be sent; where not, that may be so in a moment. */
    private boolean hasRoom() {
        boolean isThere = database.preparedQuery(ROOM)
                .execute(Tuple.of(config.outbox()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBoolean("is_there");
        if (!isThere) {
            try {
                TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
        }
        return isThere;
    }

    /**
     * How many of them are done, from the first on; empty if it is no longer this lease's turn. Where the database refuses the
     * data, in halves, until a line is alone: either it passes every check of ours, or somebody else bound the same payment at
     * the same time.
     */
    private OptionalInt register(StoredImport one, UUID lease, List<Line> lines) {
        try {
            return commit(one, lease, lines);
        } catch (RuntimeException failure) {
            if (!RecordHandler.isDataAtFault(failure)) {
                throw failure;
            }
            if (lines.size() > 1) {
                return registerHalves(one, lease, lines);
            }
        }
        try {
            return commit(one, lease, lines);
        } catch (RuntimeException failure) {
            if (!RecordHandler.isDataAtFault(failure)) {
                throw failure;
            }
            return commit(one, lease, List.of(lines.get(0).refused(NOT_STORABLE)));
        }
    }

    private OptionalInt registerHalves(StoredImport one, UUID lease, List<Line> lines) {
        int half = lines.size() / 2;
        OptionalInt first = register(one, lease, lines.subList(0, half));
        if (first.isEmpty() || first.getAsInt() < half) {
            return first;
        }
        OptionalInt second = register(one, lease, lines.subList(half, lines.size()));
        return second.isEmpty() ? second : OptionalInt.of(half + second.getAsInt());
    }

    private OptionalInt commit(StoredImport one, UUID lease, List<Line> lines) {
        Optional<Progress> progress = database.withTransaction(connection -> imports.hold(connection, one.id(), lease)
                        .chain(isHeld -> isHeld
                                ? register(connection, one, lines).map(Optional::of)
                                : Uni.createFrom().item(Optional.<Progress>empty())))
                .await()
                .indefinitely();
        relay.wake();
        return progress.map(done -> OptionalInt.of(done.taken())).orElse(OptionalInt.empty());
    }

    private Uni<Progress> register(SqlConnection connection, StoredImport one, List<Line> lines) {
        List<ObjectNode> bodies =
                lines.stream().flatMap(line -> Stream.ofNullable(line.body())).toList();
        Uni<List<RegistrationOutcome>> decided = bodies.isEmpty()
                ? Uni.createFrom().item(List.of())
                : registrations.register(connection, one.merchantId(), bodies);
        return decided.map(outcomes -> progress(lines, outcomes))
                .call(progress -> RecordHandler.inOneGo(List.of(
                        errors.add(connection, one.id(), progress.errors()),
                        imports.advance(connection, one.id(), progress))));
    }

    /** As far as it is decided what becomes of the lines. */
    private static Progress progress(List<Line> lines, List<RegistrationOutcome> outcomes) {
        Iterator<RegistrationOutcome> left = outcomes.iterator();
        List<LineError> errors = new ArrayList<>();
        long registered = 0;
        long repeated = 0;
        int taken = 0;
        for (Line line : lines) {
            if (!line.fault().isEmpty()) {
                errors.add(line.error());
            } else if (line.body() != null) {
                if (!left.hasNext()) {
                    break;
                }
                RegistrationOutcome outcome = left.next();
                switch (outcome.kind()) {
                    case REGISTERED -> registered++;
                    case REPEATED -> repeated++;
                    case REFUSED -> errors.add(line.error(outcome.errors()));
                }
            }
            taken++;
        }
        Line last = lines.get(taken - 1);
        return new Progress(last.end(), last.lines(), taken, registered, repeated, errors);
    }
}
