package io.waymark.console.conservation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.readmodel.ProjectionHandler;
import io.waymark.console.readmodel.ToldRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows what is counted: raw records and refusals, and the normalizer's accounts. A group of its own, so that neither
 * the read model waits for it nor it for the read model.
 */
@ApplicationScoped
class ConservationConsumer {

    private final CountHandler counts;
    private final ProjectionHandler projections;
    private final AccountRepository accounts;
    private final Pool database;

    ConservationConsumer(
            CountHandler counts, ProjectionHandler projections, AccountRepository accounts, Pool database) {
        this.counts = counts;
        this.projections = projections;
        this.accounts = accounts;
        this.database = database;
    }

    @Incoming("accepted")
    Uni<Void> accepted(ConsumerRecords<byte[], String> batch) {
        return counts.accepted(batch);
    }

    private Uni<Void> write(List<ToldRecord<?>> told) {
        return database.withTransaction(connection -> ToldRecord.apply(accounts, connection, told));
    }

    @Incoming("accounts")
    Uni<Void> accounts(ConsumerRecords<byte[], byte[]> batch) {
        return counts.rejected(batch)
                .chain(() -> projections.handle(List.of(accounts), batch, (told, ends) -> write(told)));
    }
}
