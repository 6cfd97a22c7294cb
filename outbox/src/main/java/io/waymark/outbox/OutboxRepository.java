package io.waymark.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Topic;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Where services put the records that tell about the row they are writing. */
@ApplicationScoped
public class OutboxRepository {

    /** How many relays can work side by side; part of what is stored, so it does not change. */
    static final int SHARDS = 8;

    private final TraceHandler traces;

    OutboxRepository(TraceHandler traces) {
        this.traces = traces;
    }

    /**
     * Stores a record in the current Hibernate Reactive transaction: it is sent if, and only if, that commits. Call it
     * after the row it tells about is locked or inserted, so that records of one key are stored in their order, and
     * call {@link OutboxRelay#wake} after the commit.
     *
     * @param attributes its CloudEvents headers; what they say of no span goes on from the one that is current
     * @return completes when stored; fails with {@link IllegalStateException} outside a transaction
     */
    public <V> Uni<Void> add(Topic<String, V> topic, String key, V value, CloudEvent attributes) {
        CloudEvent traced = attributes.traceparent() == null
                ? attributes.tracedBy(traces.current().traceparent())
                : attributes;
        OutboxRecord row = OutboxRecord.of(new OutboxEntry<>(topic, key, value, traced));
        return Panache.getSession().chain(session -> session.persist(row));
    }
}
