package io.waymark.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Where services put the records that tell about the row they are writing. */
@ApplicationScoped
public class OutboxRepository {

    /** How many relays can work side by side; part of what is stored, so it does not change. */
    static final int SHARDS = 8;

    /**
     * Stores a record in the current Hibernate Reactive transaction: it is sent if, and only if, that commits. Call it
     * after the row it tells about is locked or inserted, so that records of one key are stored in their order, and
     * call {@link OutboxRelay#wake} after the commit.
     *
     * @param attributes its CloudEvents headers
     * @return completes when stored; fails with {@link IllegalStateException} outside a transaction
     */
    public <V> Uni<Void> add(Topic<String, V> topic, String key, V value, CloudEvent attributes) {
        OutboxRecord row = new OutboxRecord();
        row.shard = Math.floorMod(key.hashCode(), SHARDS);
        row.topic = topic.name();
        row.key = key;
        row.headers = new String(JsonSerde.of(Object.class).write(texts(attributes)), StandardCharsets.UTF_8);
        row.payload = topic.values().serializer().serialize(topic.name(), value);
        return Panache.getSession().chain(session -> session.persist(row));
    }

    private static Map<String, String> texts(CloudEvent attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes
                .headers()
                .forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
