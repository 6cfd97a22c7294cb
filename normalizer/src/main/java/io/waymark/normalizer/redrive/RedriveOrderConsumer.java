package io.waymark.normalizer.redrive;

import static io.waymark.contract.Topics.COMMANDS;
import static io.waymark.contract.Topics.NORMALIZER_GROUP;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waymark.contract.Command;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Waits for orders to put dead letters back, on a thread of its own, apart from the topology. All orders have one key, so that they lie
 * in one partition, which one instance holds at a time: one is carried out after the other. An order is done with once its answer is told;
 * one that was cut short is begun again, there or elsewhere. An instance that runs for comparison takes none.
 */
@ApplicationScoped
class RedriveOrderConsumer {

    /** Beside the topology's group, whose members these threads are not. */
    static final String GROUP = NORMALIZER_GROUP + "-orders";

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> broker;
    private final RedriveConfig config;
    private final boolean isLive;
    private final Thread thread = new Thread(this::serve, "redrive-orders");

    private final CountDownLatch stop = new CountDownLatch(1);

    RedriveOrderConsumer(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            RedriveConfig config,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String application) {
        this.broker = Map.copyOf(broker);
        this.config = config;
        this.isLive = application.equals(NORMALIZER_GROUP);
    }

    void start(@Observes StartupEvent event) {
        if (isLive) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    @PreDestroy
    void end() throws InterruptedException {
        stop.countDown();
        thread.join(PATIENCE.toMillis());
    }

    private void serve() {
        while (!isStopping()) {
            try (KafkaConsumer<String, byte[]> orders = new KafkaConsumer<>(settings())) {
                orders.subscribe(List.of(COMMANDS.name()));
                while (!isStopping()) {
                    take(orders);
                }
            } catch (RuntimeException failure) {
                rest(failure);
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("group.id", GROUP);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("session.timeout.ms", 6000);
        settings.put("heartbeat.interval.ms", 1500);
        settings.put("metadata.max.age.ms", 10_000);
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        return settings;
    }

    private void take(KafkaConsumer<String, byte[]> orders) {
        ConsumerRecords<String, byte[]> polled = orders.poll(POLL);
        for (ConsumerRecord<String, byte[]> record : polled) {
            if (Command.REDRIVE.equals(record.key()) && record.value() != null) {
                carryOut(orders, record);
            }
        }
        if (!polled.isEmpty()) {
            orders.commitSync();
        }
    }

    private void carryOut(KafkaConsumer<String, byte[]> orders, ConsumerRecord<String, byte[]> record) {
        Command command;
        try {
            command = COMMANDS.values().deserializer().deserialize(record.topic(), record.value());
        } catch (SerializationException unreadable) {
            return; // the topology makes it a dead letter
        }
        if (!Command.REDRIVE_DEAD_LETTERS.equals(command.type())) {
            return;
        }
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        orders.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset())));
        orders.pause(orders.assignment());
        try (LetterClient letters = new LetterClient(broker)) {
            carryOut(command, letters, () -> stay(orders, partition));
        } finally {
            orders.resume(orders.paused());
        }
    }

    private void carryOut(Command command, LetterClient letters, Runnable meanwhile) {
        try {
            new RedriveOrderHandler(letters, config.perSecond(), meanwhile).carryOut(RedriveOrder.of(command));
        } catch (IllegalArgumentException refused) {
            letters.tell(Tidings.answer(command.id(), false, String.valueOf(refused.getMessage()), Instant.now()));
        }
    }

    /** Shows the group that this instance lives; fails where the orders are another's by now, or the service stops. */
    private void stay(KafkaConsumer<String, byte[]> orders, TopicPartition partition) {
        orders.pause(orders.assignment());
        if (!orders.poll(Duration.ZERO).isEmpty() || !orders.assignment().contains(partition)) {
            throw new IllegalStateException("the orders were shared out anew");
        }
        if (isStopping()) {
            throw new WakeupException();
        }
    }

    private void rest(RuntimeException failure) {
        if (isStopping()) {
            return;
        }
        Log.warnf("dead letters wait to be put back error=%s", failure.toString());
        try {
            stop.await(REST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }
}
