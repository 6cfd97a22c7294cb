package io.waymark.normalizer;

import io.waymark.contract.Topics;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Keeps in the store what the topic of keys holds, as it would be restored from there, and lets go of what the topic no longer keeps:
 * Kafka tells nobody of that.
 */
final class KeysHandler implements Processor<String, byte[], Void, Void> {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int AT_A_TIME = 500;

    /** The topic's own retention, and some time in which Kafka comes round to it. */
    private static final Duration KEPT = Topics.KEYS.retention().orElseThrow().plusDays(2);

    /** By so much the clocks of those may differ who write: a key whose time has not come holds up those behind it. */
    private static final Duration EARLIER = Duration.ofSeconds(1);

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
    private TimestampedKeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(KeysRepository.STORE);
        RoundRepository<ValueAndTimestamp<byte[]>> round = new RoundRepository<>(store);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> forgetOld(round, now));
    }

    /**
     * The time of a key, for Kafka Streams: earlier than it has, so that of a record and its key, which have one time, the key is taken
     * first where both lie ready. Never negative: such a key would be passed over.
     */
    static long earlier(ConsumerRecord<Object, Object> key, long unused) {
        return Math.max(0, key.timestamp() - EARLIER.toMillis());
    }

    @Override
    public void process(Record<String, byte[]> key) {
        store.put(key.key(), ValueAndTimestamp.make(key.value(), key.timestamp()));
    }

    private void forgetOld(RoundRepository<ValueAndTimestamp<byte[]>> round, long now) {
        long before = now - KEPT.toMillis();
        round.some(AT_A_TIME).stream()
                .filter(key -> key.value.timestamp() < before)
                .forEach(key -> store.delete(key.key));
    }
}
