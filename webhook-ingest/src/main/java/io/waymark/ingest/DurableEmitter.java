package io.waymark.ingest;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes what a callback says, each to its topic, and knows when it is durable. */
@ApplicationScoped
class DurableEmitter {

    private final MutinyEmitter<byte[]> kafka;
    private final IngestConfig config;

    DurableEmitter(
            @Channel("facts") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    MutinyEmitter<byte[]> kafka,
            IngestConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /**
     * Completes once every in-sync replica has all of them. Fails when Kafka refuses one, does not acknowledge it in time,
     * or more wait already than may; they may then still arrive.
     */
    Uni<Void> send(List<Fact<?>> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(facts.stream()
                        .map(fact -> kafka.sendMessage(message(fact)))
                        .toList())
                .andFailFast()
                .replaceWithVoid()
                .ifNoItem()
                .after(config.durableWithin())
                .fail();
    }

    private static <V> Message<byte[]> message(Fact<V> fact) {
        byte[] value = fact.topic().values().serializer().serialize(fact.topic().name(), fact.value());
        return Message.of(value)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(fact.topic().name())
                        .withKey(fact.key())
                        .withTimestamp(fact.attributes().time())
                        .withHeaders(fact.attributes().headers())
                        .build());
    }
}
