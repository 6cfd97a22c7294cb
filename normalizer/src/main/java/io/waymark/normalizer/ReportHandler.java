package io.waymark.normalizer;

import static java.util.stream.Collectors.joining;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ParsedPayload.UnreadableNode;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RawProvider;
import io.waymark.contract.RawSource;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.normalizer.WaitingRow.Waiting;
import io.waymark.normalizer.account.AccountsRepository;
import io.waymark.normalizer.account.Cell;
import io.waymark.normalizer.account.Scans;
import io.waymark.normalizer.redrive.RedriveClient;
import io.waymark.normalizer.status.ErasedShipment;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A provider said something.
 *
 * <p>Repeats lead to nothing. Of a payload with unreadable nodes the others count; it goes to the dead letters besides,
 * once, with the nodes' indices. A payload that was filed under a shipment's path and names another number
 * is a dead letter: a leaked salt opens one parcel. A number that nobody registered becomes a shipment all the same.
 *
 * <p>What is sealed is opened with its key. If that has not come, the record waits for it in the store, and is processed then as it would
 * have been, as the record that it is: the order of records makes no difference.
 */
final class ReportHandler extends PublishingHandler {

    private static final int MOST_INDICES = 20;

    /** How long an account that changed waits until readers see it. */
    private static final Duration ACCOUNTS_TICK = Duration.ofSeconds(1);

    private final Map<ProviderId, PayloadParser> parsers;
    private final Sealing sealing;
    private final Duration keyPatience;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
    private AccountsRepository accounts;

    @SuppressWarnings("NullAway.Init")
    private OpeningHandler opening;

    /**
     * @param parsers one of every provider
     * @param keyPatience how long a sealed record waits for its key
     */
    ReportHandler(
            NormalizerMetrics metrics,
            MeaningTable meanings,
            Map<ProviderId, PayloadParser> parsers,
            Sealing sealing,
            Duration keyPatience) {
        super(metrics, meanings, NormalizerTopology.TO_RAW_DEAD_LETTERS);
        this.parsers = parsers;
        this.sealing = sealing;
        this.keyPatience = keyPatience;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        SilenceScheduler.start(context, histories(), this::machine);
        accounts = new AccountsRepository(context);
        context.schedule(ACCOUNTS_TICK, PunctuationType.WALL_CLOCK_TIME, this::tellAccounts);
        context.schedule(Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, now -> accounts.forgetOld());
        opening = new OpeningHandler(context, sealing);
        new WaitingScheduler(metrics, partition(), keyPatience, opening.round(), this::keyNeverCame).start(context);
    }

    @Override
    public void close() {
        metrics.waiting(partition(), NormalizerMetrics.Waiting.NOTHING);
    }

    private void tellAccounts(long now) {
        accounts.takeChanged().forEach(account -> tell(account, now));
    }

    /** A raw record, or the key of one, which {@link KeysHandler} has kept by now, or that a shipment was erased just now. */
    @Override
    public void process(Record<String, byte[]> record) {
        String topic = place().topic();
        if (topic.equals(Topics.RAW.name())) {
            super.process(record);
        } else if (topic.equals(Topics.COMMANDS.name())) {
            takeAll(opening.givenUpOf(ShipmentId.fromString(record.key())));
        } else if (record.value() != null) {
            keyCame(record);
        }
    }

    /** Behind one that is this late nothing waits any more, and no note tells that it is to be destroyed. */
    private void keyCame(Record<String, byte[]> key) {
        boolean late = now() - key.timestamp() >= keyPatience.toMillis();
        if (late && KeysRepository.shipmentOf(key.key()).filter(this::isErased).isPresent()) {
            opening.destroy(key);
        } else {
            takeAll(opening.cameFor(key));
        }
    }

    private boolean isErased(ShipmentId shipment) {
        return histories().get(shipment.toString()) instanceof ErasedShipment;
    }

    private void takeAll(List<Waiting> waited) {
        waited.forEach(one -> take(one.record(), placeOf(one)));
    }

    private void keyNeverCame(String keyName) {
        opening.givenUpFor(keyName).forEach(one -> deadLetter(one.record(), placeOf(one), new KeyMissingException()));
    }

    private Place placeOf(Waiting one) {
        return new Place(Topics.RAW.name(), partition(), one.offset(), true);
    }

    @Override
    void deadLettered(Record<String, byte[]> record, Place at) {
        accounts.deadLettered(Cell.of(RawProvider.of(record.value()), record.timestamp()), at.offset(), at.waited());
    }

    /** Of a shipment that is erased nobody may open anything any more. It counts as taken, without scans. */
    @Override
    void ofErased(Record<String, byte[]> record, Place at, ErasedShipment erased) {
        Optional<RawPayload> raw = readable(record);
        raw.filter(one -> one.keyId() != null && one.shipmentId().equals(erased.shipmentId()))
                .ifPresent(one -> opening.destroy(record, one));
        metrics.ofErased(provider(raw));
        accounts.normalized(
                Cell.of(RawProvider.of(record.value()), record.timestamp()), at.offset(), at.waited(), Scans.NONE);
    }

    @Override
    String provider(Record<String, byte[]> record) {
        return provider(readable(record));
    }

    private static String provider(Optional<RawPayload> raw) {
        return raw.flatMap(said -> Providers.of(said.provider()))
                .map(provider -> provider.id().code())
                .orElse(NO_PROVIDER);
    }

    /** What a record says; empty if it cannot be read: then nobody knows its key either. */
    private static Optional<RawPayload> readable(Record<String, byte[]> record) {
        try {
            return Optional.of(read(record));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static RawPayload read(Record<String, byte[]> record) {
        return Topics.RAW.values().deserializer().deserialize(Topics.RAW.name(), record.value());
    }

    @Override
    @Nullable
    Publication step(Record<String, byte[]> record, Place at, @Nullable ShipmentHistory known) {
        RawPayload raw = read(record);
        if (!raw.shipmentId().toString().equals(record.key())) {
            throw new MalformedPayloadException("filed under a key that is not its shipment's");
        }
        if (raw.keyId() == null) {
            return step(record, at, raw, known);
        }
        Optional<RawPayload> opened = opening.open(record, at, raw);
        if (opened.isEmpty()) {
            accounts.waits(Cell.of(raw.provider(), record.timestamp()), at.offset());
            return null;
        }
        Publication publication = step(record, at, opened.get(), known);
        metrics.opened(raw.provider());
        return publication;
    }

    private Publication step(Record<String, byte[]> record, Place at, RawPayload raw, @Nullable ShipmentHistory known) {
        Provider provider = Providers.of(raw.provider())
                .orElseThrow(() -> new MalformedPayloadException("a provider that is not known"));
        ShipmentHistory history = history(raw, known);
        ParsedPayload parsed =
                Objects.requireNonNull(parsers.get(provider.id())).parse(raw);
        RawSource source = new RawSource(at.topic(), at.partition(), at.offset(), raw.id());
        Publication publication = keepable(machine().report(history, raw, provider.id(), parsed, source.toString()));
        if (!parsed.unreadable().isEmpty()) {
            deadLetter(record, at, reason(parsed.unreadable()));
        }
        metrics.normalized(provider.id(), parsed, publication);
        if (!publication.events().isEmpty() && record.headers().lastHeader(RedriveClient.REDRIVEN) == null) {
            metrics.told(provider.id(), Duration.between(raw.receivedAt(), Instant.ofEpochMilli(now())));
        }
        accounts.normalized(
                Cell.of(raw.provider(), record.timestamp()),
                at.offset(),
                at.waited(),
                new Scans(parsed.scans().size(), publication.newScans(), publication.repeatedScans()));
        return publication;
    }

    /** All of them in one letter: the index of each, and the reason of the first. */
    private static String reason(List<UnreadableNode> nodes) {
        String indices = nodes.stream()
                .limit(MOST_INDICES)
                .map(node -> Integer.toString(node.index()))
                .collect(joining(","));
        return "node " + indices + ": " + nodes.get(0).reason();
    }

    private static ShipmentHistory history(RawPayload raw, @Nullable ShipmentHistory known) {
        boolean own = known != null
                ? known.owns(raw.trackingNumber())
                : raw.shipmentId().equals(ShipmentId.of(raw.carrier(), raw.trackingNumber()));
        if (!own && raw.route() == RawPayload.Route.SHIPMENT_PATH) {
            throw new MalformedPayloadException("names a number that is not the shipment's");
        }
        return known != null ? known : ShipmentHistory.of(raw.shipmentId(), raw.carrier(), raw.trackingNumber());
    }
}
