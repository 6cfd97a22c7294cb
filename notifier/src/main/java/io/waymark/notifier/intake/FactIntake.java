package io.waymark.notifier.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.waymark.contract.CloudEvent;
import io.waymark.notifier.settlement.UnusableFactException;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings a batch of records to where it is kept, and what cannot be brought there to the dead letters. */
@ApplicationScoped
class FactIntake {

    /** SQLSTATE classes that blame the data: data exception, constraint, statement too large. */
    private static final String DATA_AT_FAULT = "(22|23|54).*";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final DeadLetterEmitter deadLetters;
    private final TraceHandler traces;

    FactIntake(DeadLetterEmitter deadLetters, TraceHandler traces) {
        this.deadLetters = deadLetters;
        this.traces = traces;
    }

    /**
     * Completes when every record is kept or in the dead letters. Never fails: it waits and tries again.
     *
     * @param reader whose dead letters they would be, for their reason; "" for the ledger's
     * @param fresh what records are gathered in
     * @param keep brings what was gathered to where it is kept; may be called again after it failed
     */
    <G extends Gathering> Uni<Void> take(
            String reader,
            List<ConsumerRecord<byte[], byte[]>> records,
            Supplier<G> fresh,
            Function<G, Uni<Void>> keep) {
        G facts = fresh.get();
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        List<Uni<Void>> buried = new ArrayList<>();
        List<Trace> spans = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Trace span = begin(record);
            spans.add(span);
            facts.next(span.traceparent());
            String problem = read(facts, record);
            if (problem.isEmpty()) {
                read.add(record);
            } else {
                buried.add(untilDone(deadLetters.bury(record, reader + problem)));
            }
        }
        Function<List<ConsumerRecord<byte[], byte[]>>, Uni<Void>> again = some -> take(reader, some, fresh, keep);
        return inTurn(buried)
                .chain(() -> untilDone(store(reader, read, () -> keep.apply(facts), again)))
                .invoke(() -> spans.forEach(Trace::end));
    }

    /** From when a record is read until what it says is in the ledger. */
    private Trace begin(ConsumerRecord<byte[], byte[]> record) {
        if (traces.isOff()) {
            return Trace.NONE;
        }
        String parent = CloudEvent.header(record.headers(), CloudEvent.TRACEPARENT);
        return traces.begin(SpanKind.CONSUMER, "process " + record.topic(), parent)
                .with("messaging.system", "kafka")
                .with("messaging.operation.type", "process")
                .with("messaging.destination.name", record.topic())
                .with("messaging.destination.partition.id", Integer.toString(record.partition()))
                .with("messaging.kafka.offset", record.offset());
    }

    /** What is wrong with a record, without a word of what it holds; empty if it could be read. */
    private static String read(Gathering facts, ConsumerRecord<byte[], byte[]> record) {
        try {
            facts.read(told(record));
            return "";
        } catch (RuntimeException unreadable) {
            return "unreadable: " + unreadable.getClass().getSimpleName();
        }
    }

    private static Told told(ConsumerRecord<byte[], byte[]> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        String said = CloudEvent.header(record.headers(), "ce_time");
        return new Told(
                record.topic(),
                record.key() == null ? "" : new String(record.key(), UTF_8),
                record.value(),
                at,
                said == null ? at : read(said, at));
    }

    /** What others have written into a header is no reason to refuse a record. */
    private static Instant read(String said, Instant otherwise) {
        try {
            return Instant.parse(said);
        } catch (DateTimeException unreadable) {
            return otherwise;
        }
    }

    private Uni<Void> store(
            String reader,
            List<ConsumerRecord<byte[], byte[]>> records,
            Supplier<Uni<Void>> keep,
            Function<List<ConsumerRecord<byte[], byte[]>>, Uni<Void>> again) {
        return records.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .deferred(() -> keep.get())
                        .onFailure(FactIntake::isTakenMeanwhile)
                        .retry()
                        .atMost(1)
                        .onFailure(FactIntake::isRecordAtFault)
                        .recoverWithUni(failure -> apart(reader, records, failure, again));
    }

    /** One of several is refused: each on its own shows which. */
    private Uni<Void> apart(
            String reader,
            List<ConsumerRecord<byte[], byte[]>> records,
            Throwable failure,
            Function<List<ConsumerRecord<byte[], byte[]>>, Uni<Void>> again) {
        return records.size() == 1
                ? deadLetters.bury(records.get(0), reader + reason(failure))
                : inTurn(records.stream()
                        .map(record -> again.apply(List.of(record)))
                        .toList());
    }

    /**
     * Whether the failure would come again each time: our own rules, or PostgreSQL, refuse what the record says. All
     * else (connections, resources, a server going down, Kafka, a deadlock) passes.
     */
    static boolean isRecordAtFault(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof UnusableFactException
                        || sqlState(cause).matches(DATA_AT_FAULT));
    }

    /** Two shipments claimed one settlement at the same time; the second to come finds it taken, which it can bear. */
    private static boolean isTakenMeanwhile(Throwable failure) {
        return causes(failure).anyMatch(cause -> sqlState(cause).equals(UNIQUE_VIOLATION));
    }

    private static String reason(Throwable failure) {
        return causes(failure)
                .filter(UnusableFactException.class::isInstance)
                .map(unusable -> "unusable: " + unusable.getMessage())
                .findFirst()
                .orElse("refused by the database");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** The reactive client fails with the one kind, Hibernate Reactive with the other; empty on everything else. */
    private static String sqlState(Throwable failure) {
        String state = failure instanceof PgException refusal
                ? refusal.getSqlState()
                : failure instanceof SQLException translated ? translated.getSQLState() : "";
        return Objects.requireNonNullElse(state, "");
    }

    private static Uni<Void> untilDone(Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> Log.warnf("facts wait error=%s", failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private static Uni<Void> inTurn(List<Uni<Void>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
