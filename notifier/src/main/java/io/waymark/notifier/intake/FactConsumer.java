package io.waymark.notifier.intake;

import io.smallrye.mutiny.Uni;
import io.waymark.notifier.settlement.LedgerIntake;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads registrations, events, derived statuses, payments and orders, a batch at a time. Offsets move on once a batch is in
 * the ledger.
 *
 * <p>A record that cannot be read, that our rules cannot take, or that PostgreSQL refuses for what it says, goes to the
 * dead letters of its topic, and the partition moves on. Repeats and old news change nothing. While PostgreSQL is away the
 * batch waits.
 *
 * <p>A tombstone changes nothing: what is erased here is ordered, since the ledger is asked first whether it may be. Such an
 * order is carried out after what was read before it ({@link ErasureHandler}).
 */
@ApplicationScoped
class FactConsumer {

    private final FactIntake intake;
    private final LedgerIntake ledger;
    private final ErasureHandler erasures;

    FactConsumer(FactIntake intake, LedgerIntake ledger, ErasureHandler erasures) {
        this.intake = intake;
        this.ledger = ledger;
        this.erasures = erasures;
    }

    @Incoming("facts")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                values.add(record);
            }
        }
        return intake.take("", values, FactReader::new, facts -> ledger.take(facts.batch())
                .chain(() -> erasures.carryOut(facts.erasures())));
    }
}
