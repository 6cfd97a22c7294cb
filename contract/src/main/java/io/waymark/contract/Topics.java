package io.waymark.contract;

import static java.time.Duration.ofDays;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic that two services share. Keys are the shipment's id unless said otherwise; values are JSON; attributes
 * travel as CloudEvents headers (see {@link CloudEvent}). Readers set {@code isolation.level=read_committed}.
 */
public final class Topics {

    /** What merchants registered. Compacted. Written by the console alone. */
    public static final Topic<String, RegisteredShipment> SHIPMENTS =
            compacted("waymark.shipments.v1", RegisteredShipment.class);

    /** Orders to services, keyed by their target's id. */
    public static final Topic<String, Command> COMMANDS = kept("waymark.commands.v1", Command.class, ofDays(7));

    /** API keys by hash. Compacted. */
    public static final Topic<String, ApiKey> API_KEYS = compacted("waymark.apikeys.v1", ApiKey.class);

    /** What carriers said, byte for byte. Internal: holds personal data. */
    public static final Topic<String, RawPayload> RAW = kept("waymark.raw.v1", RawPayload.class, ofDays(180));

    /**
     * What {@link #RAW} and the other sealed records are opened with: of each its own key, wrapped by a master key. Keyed
     * {@link WrappedKey#topicKey}, which is not where it lies: {@link ShipmentPartitioner}. Compacted, and kept as long as what
     * the keys are for; a tombstone means destroyed. Internal.
     */
    public static final Topic<String, WrappedKey> KEYS = new Topic<>(
            "waymark.keys.v1", Serdes.String(), JsonSerde.of(WrappedKey.class), Optional.of(ofDays(190)), true);

    /** Canonical events, each once. Public. */
    public static final Topic<String, TrackingEvent> EVENTS =
            kept("waymark.events.v1", JsonSerde.of(TrackingEvent.class, EventJson::write), ofDays(90));

    /** Every shipment as it stands. Compacted; a tombstone means erased. Public. */
    public static final Topic<String, Shipment> LATEST = compacted("waymark.latest.v1", Shipment.class);

    /** Verified notices about transactions, keyed {@code gateway:transactionId}. */
    public static final Topic<String, Payment> PAYMENTS = kept("waymark.payments.v1", Payment.class, ofDays(90));

    /** Every settlement as it stands, keyed by its id. Compacted. Public. */
    public static final Topic<String, Settlement> SETTLEMENTS = compacted("waymark.settlements.v1", Settlement.class);

    /** Merchants' webhook endpoints, keyed by their id. Compacted; a tombstone means deleted. Internal. */
    public static final Topic<String, WebhookEndpoint> WEBHOOKS =
            compacted("waymark.webhooks.v1", WebhookEndpoint.class);

    /** What became of messages to webhook endpoints, keyed by the delivery's id. Internal. */
    public static final Topic<String, WebhookDelivery> DELIVERIES =
            kept("waymark.deliveries.v1", WebhookDelivery.class, ofDays(30));

    /** What was refused at the door; no key. */
    public static final Topic<String, Rejection> REJECTED = kept("waymark.rejected.v1", Rejection.class, ofDays(30));

    /** What became of the raw records, by partition, provider and hour. Compacted. Internal. */
    public static final Topic<String, HourAccount> ACCOUNTS = compacted("waymark.accounts.v1", HourAccount.class);

    /** What a number's task tells the shipment of which it is an alias. The normalizer's own, with its own values. */
    public static final Topic<String, byte[]> FORWARDS =
            new Topic<>("waymark.forwards.v1", Serdes.String(), Serdes.ByteArray(), Optional.of(ofDays(7)));

    /** Consumer groups of the services, which are also the names of their dead-letter topics. */
    public static final String NORMALIZER_GROUP = "waymark-normalizer";

    public static final String NOTIFIER_GROUP = "waymark-notifier";
    public static final String CONSOLE_GROUP = "waymark-console";
    public static final String POLLER_GROUP = "waymark-poller";

    /** All of them, in the order of the data's way; then the dead letters of every service. */
    public static final List<Topic<?, ?>> ALL = List.of(
            SHIPMENTS,
            COMMANDS,
            API_KEYS,
            RAW,
            KEYS,
            EVENTS,
            LATEST,
            PAYMENTS,
            SETTLEMENTS,
            WEBHOOKS,
            DELIVERIES,
            REJECTED,
            ACCOUNTS,
            FORWARDS,
            RAW.deadLettersOf(NORMALIZER_GROUP),
            SHIPMENTS.deadLettersOf(NORMALIZER_GROUP),
            COMMANDS.deadLettersOf(NORMALIZER_GROUP),
            FORWARDS.deadLettersOf(NORMALIZER_GROUP),
            SHIPMENTS.deadLettersOf(POLLER_GROUP),
            COMMANDS.deadLettersOf(POLLER_GROUP),
            LATEST.deadLettersOf(POLLER_GROUP),
            EVENTS.deadLettersOf(POLLER_GROUP),
            SETTLEMENTS.deadLettersOf(POLLER_GROUP),
            SHIPMENTS.deadLettersOf(NOTIFIER_GROUP),
            EVENTS.deadLettersOf(NOTIFIER_GROUP),
            LATEST.deadLettersOf(NOTIFIER_GROUP),
            PAYMENTS.deadLettersOf(NOTIFIER_GROUP),
            COMMANDS.deadLettersOf(NOTIFIER_GROUP),
            SETTLEMENTS.deadLettersOf(NOTIFIER_GROUP),
            WEBHOOKS.deadLettersOf(NOTIFIER_GROUP),
            EVENTS.deadLettersOf(CONSOLE_GROUP),
            LATEST.deadLettersOf(CONSOLE_GROUP),
            SETTLEMENTS.deadLettersOf(CONSOLE_GROUP),
            COMMANDS.deadLettersOf(CONSOLE_GROUP),
            DELIVERIES.deadLettersOf(CONSOLE_GROUP),
            ACCOUNTS.deadLettersOf(CONSOLE_GROUP));

    /**
     * Into which an order may put dead letters back: a repeat in them takes effect once. Not so in a compacted topic, where an
     * older record would become the newest of its key, nor in that of events, where each is once.
     */
    public static final List<Topic<?, ?>> REDRIVABLE = List.of(RAW, COMMANDS, FORWARDS);

    private Topics() {}

    /** The names of the topics whose records can become a group's dead letters. */
    public static List<String> readBy(String group) {
        String prefix = Topic.DEAD_LETTERS + group + ".";
        return ALL.stream()
                .map(Topic::name)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** Whether a group's dead letters of that topic may be put back by an order. */
    public static boolean isRedrivable(String group, String topic) {
        return group.equals(NORMALIZER_GROUP)
                && REDRIVABLE.stream().anyMatch(one -> one.name().equals(topic));
    }

    private static <V> Topic<String, V> kept(String name, Class<V> type, Duration retention) {
        return kept(name, JsonSerde.of(type), retention);
    }

    private static <V> Topic<String, V> kept(String name, Serde<V> values, Duration retention) {
        return new Topic<>(name, Serdes.String(), values, Optional.of(retention));
    }

    private static <V> Topic<String, V> compacted(String name, Class<V> type) {
        return new Topic<>(name, Serdes.String(), JsonSerde.of(type), Optional.empty(), true);
    }

    static Topic<byte[], byte[]> deadLetters(String name) {
        return new Topic<>(name, Serdes.ByteArray(), Serdes.ByteArray(), Optional.of(ofDays(90)));
    }
}
