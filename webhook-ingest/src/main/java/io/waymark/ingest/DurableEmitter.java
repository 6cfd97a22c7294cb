package io.waymark.ingest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what a callback says, each to its topic, and knows when it is durable. */
@ApplicationScoped
class DurableEmitter {

    private final KafkaClient kafka;

    DurableEmitter(KafkaClient kafka) {
        this.kafka = kafka;
    }

    /**
     * Succeeds once all of them are durable. Fails with {@link NotDurableException} when that cannot be had or does not come
     * in time; they may then still arrive. Completes on any thread, possibly before this returns.
     */
    Future<Void> send(List<Fact<?>> facts) {
        return Future.all(facts.stream().map(this::send).toList()).mapEmpty();
    }

    private Future<Void> send(Fact<?> fact) {
        Promise<Void> durable = Promise.promise();
        kafka.send(message(fact), failure -> {
            if (failure == null) {
                durable.tryComplete();
            } else {
                durable.tryFail(new NotDurableException("Kafka does not take it", failure));
            }
        });
        return durable.future();
    }

    private static <V> ProducerRecord<String, byte[]> message(Fact<V> fact) {
        String topic = fact.topic().name();
        return new ProducerRecord<>(
                topic,
                null,
                fact.attributes().time().toEpochMilli(),
                fact.key(),
                fact.topic().values().serializer().serialize(topic, fact.value()),
                fact.attributes().headers());
    }
}
