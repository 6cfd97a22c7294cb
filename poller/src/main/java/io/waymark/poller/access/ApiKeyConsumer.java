package io.waymark.poller.access;

import io.quarkus.logging.Log;
import io.waymark.api.access.ApiKeyConfig;
import io.waymark.api.access.ConfiguredKeys;
import io.waymark.api.access.KeyRing;
import io.waymark.contract.ApiKey;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps the ring of valid keys: those of the configuration, and those that the console publishes. Every replica reads the
 * whole topic when it starts; until it has, only the keys of the configuration open anything. While Kafka is away the keys
 * known last go on working.
 */
@ApplicationScoped
class ApiKeyConsumer {

    private final List<ApiKey> configured;
    private final Map<String, ApiKey> published = new ConcurrentHashMap<>();
    private final KeyRing ring = new KeyRing();

    ApiKeyConsumer(ApiKeyConfig config) {
        configured = ConfiguredKeys.read(config.keys().orElse(List.of()));
        renew();
    }

    @Incoming("api-keys")
    void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            ApiKey key = Topics.API_KEYS.values().deserializer().deserialize(record.topic(), record.value());
            if (key == null) {
                published.remove(new String(record.key(), StandardCharsets.UTF_8));
            } else {
                published.put(key.keyHash(), key);
            }
            renew();
        } catch (SerializationException unreadable) {
            Log.warnf("API key not read partition=%d offset=%d", record.partition(), record.offset());
        }
    }

    private void renew() {
        Map<String, ApiKey> all = new ConcurrentHashMap<>(published);
        configured.forEach(key -> all.put(key.keyHash(), key));
        ring.replace(all.values());
    }

    @Produces
    @Singleton
    KeyRing ring() {
        return ring;
    }
}
