package io.waymark.notifier.intake;

import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Topics;
import io.waymark.notifier.settlement.LedgerIntake;
import io.waymark.notifier.settlement.UnusableFactException;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings a batch of records into the ledger, and what cannot be brought there to the dead letters. */
@ApplicationScoped
class FactIntake {

    private static final Map<String, BiConsumer<FactReader, byte[]>> READERS = Map.of(
            Topics.SHIPMENTS.name(), FactReader::registration,
            Topics.EVENTS.name(), FactReader::event,
            Topics.LATEST.name(), FactReader::shipment,
            Topics.PAYMENTS.name(), FactReader::payment,
            Topics.COMMANDS.name(), FactReader::command);

    /** SQLSTATE classes that blame the data: data exception, constraint, statement too large. */
    private static final String DATA_AT_FAULT = "(22|23|54).*";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final LedgerIntake ledger;
    private final DeadLetterEmitter deadLetters;
    private final TraceHandler traces;

    FactIntake(LedgerIntake ledger, DeadLetterEmitter deadLetters, TraceHandler traces) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.traces = traces;
    }

    /** Completes when every record is in the ledger or in the dead letters. Never fails: it waits and tries again. */
    Uni<Void> take(List<ConsumerRecord<byte[], byte[]>> records) {
        FactReader facts = new FactReader();
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
                buried.add(untilDone(deadLetters.bury(record, problem)));
            }
        }
        return inTurn(buried).chain(() -> untilDone(store(facts, read))).invoke(() -> spans.forEach(Trace::end));
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
    private static String read(FactReader facts, ConsumerRecord<byte[], byte[]> record) {
        try {
            Objects.requireNonNull(READERS.get(record.topic())).accept(facts, record.value());
            return "";
        } catch (RuntimeException unreadable) {
            return "unreadable: " + unreadable.getClass().getSimpleName();
        }
    }

    private Uni<Void> store(FactReader facts, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.isEmpty()
                ? Uni.createFrom().voidItem()
                : ledger.take(facts.batch())
                        .onFailure(FactIntake::isTakenMeanwhile)
                        .retry()
                        .atMost(1)
                        .onFailure(FactIntake::isRecordAtFault)
                        .recoverWithUni(failure -> apart(records, failure));
    }

    /** One of several is refused: each on its own shows which. */
    private Uni<Void> apart(List<ConsumerRecord<byte[], byte[]>> records, Throwable failure) {
        return records.size() == 1
                ? deadLetters.bury(records.get(0), reason(failure))
                : inTurn(records.stream().map(record -> take(List.of(record))).toList());
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
