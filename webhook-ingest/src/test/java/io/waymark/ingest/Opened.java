package io.waymark.ingest;

import static java.util.stream.Collectors.toMap;

import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Raw records as those read them who have the master key.
 *
 * @param keys by {@link WrappedKey#topicKey} what is in Kafka
 */
record Opened(Map<String, WrappedKey> keys, Sealing sealing) {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Waits until there is a key for each of them. */
    static Opened with(String bootstrapServers, Collection<RawPayload> records) {
        return with(bootstrapServers, records, Sealing.configured(name -> ConfigProvider.getConfig()
                .getOptionalValue(name, String.class)));
    }

    static Opened with(String bootstrapServers, Collection<RawPayload> records, Sealing sealing) {
        Set<String> missing = new HashSet<>();
        records.forEach(each -> missing.add(WrappedKey.topicKey(each.shipmentId(), each.id())));
        List<ConsumerRecord<String, WrappedKey>> keys = new TopicReader(bootstrapServers)
                .readUntil(Topics.KEYS, SOON, seen -> {
                    seen.forEach(key -> missing.remove(key.key()));
                    return missing.isEmpty();
                });
        return new Opened(
                keys.stream().collect(toMap(ConsumerRecord::key, ConsumerRecord::value, (one, repeated) -> repeated)),
                sealing);
    }

    /** What the sender sent. */
    byte[] body(RawPayload raw) {
        WrappedKey key = keys.get(WrappedKey.topicKey(raw.shipmentId(), raw.id()));
        return sealing.open(raw.body(), key, Sealing.context(raw.shipmentId(), raw.id()));
    }
}
