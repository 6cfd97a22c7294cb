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
import io.waymark.normalizer.account.AccountsRepository;
import io.waymark.normalizer.account.Cell;
import io.waymark.normalizer.account.Scans;
import io.waymark.normalizer.redrive.RedriveClient;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A provider said something.
 *
 * <p>Repeats lead to nothing. Of a payload with unreadable nodes the others count; it goes to the dead letters besides,
 * once, with the nodes' indices. A payload that was filed under a shipment's path and names another number
 * is a dead letter: a leaked salt opens one parcel. A number that nobody registered becomes a shipment all the same.
 */
final class ReportHandler extends PublishingHandler {

    private static final int MOST_INDICES = 20;

    /** How long an account that changed waits until readers see it. */
    private static final Duration ACCOUNTS_TICK = Duration.ofSeconds(1);

    private final Map<ProviderId, PayloadParser> parsers;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
    private AccountsRepository accounts;

    /** @param parsers one of every provider */
    ReportHandler(NormalizerMetrics metrics, MeaningTable meanings, Map<ProviderId, PayloadParser> parsers) {
        super(metrics, meanings, NormalizerTopology.TO_RAW_DEAD_LETTERS);
        this.parsers = parsers;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        SilenceScheduler.start(context, histories(), this::machine);
        accounts = new AccountsRepository(context);
        context.schedule(ACCOUNTS_TICK, PunctuationType.WALL_CLOCK_TIME, this::tellAccounts);
        context.schedule(Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, now -> accounts.forgetOld());
    }

    private void tellAccounts(long now) {
        accounts.takeChanged().forEach(account -> tell(account, now));
    }

    @Override
    void deadLettered(Record<String, byte[]> record) {
        accounts.deadLettered(
                Cell.of(RawProvider.of(record.value()), record.timestamp()),
                coordinates().offset());
    }

    @Override
    String provider(Record<String, byte[]> record) {
        try {
            return Providers.of(read(record).provider())
                    .map(provider -> provider.id().code())
                    .orElse(NO_PROVIDER);
        } catch (SerializationException unreadable) {
            return NO_PROVIDER;
        }
    }

    private static RawPayload read(Record<String, byte[]> record) {
        return Topics.RAW.values().deserializer().deserialize(Topics.RAW.name(), record.value());
    }

    @Override
    Publication step(Record<String, byte[]> record, @Nullable ShipmentHistory known) {
        RawPayload raw = read(record);
        if (!raw.shipmentId().toString().equals(record.key())) {
            throw new MalformedPayloadException("filed under a key that is not its shipment's");
        }
        Provider provider = Providers.of(raw.provider())
                .orElseThrow(() -> new MalformedPayloadException("a provider that is not known"));
        ShipmentHistory history = history(raw, known);
        ParsedPayload parsed =
                Objects.requireNonNull(parsers.get(provider.id())).parse(raw);
        RecordMetadata at = coordinates();
        RawSource source = new RawSource(at.topic(), at.partition(), at.offset(), raw.id());
        Publication publication = keepable(machine().report(history, raw, provider.id(), parsed, source.toString()));
        if (!parsed.unreadable().isEmpty()) {
            deadLetter(record, reason(parsed.unreadable()));
        }
        metrics.normalized(provider.id(), parsed, publication);
        if (!publication.events().isEmpty() && record.headers().lastHeader(RedriveClient.REDRIVEN) == null) {
            metrics.told(provider.id(), Duration.between(raw.receivedAt(), Instant.ofEpochMilli(now())));
        }
        accounts.normalized(
                Cell.of(raw.provider(), record.timestamp()),
                at.offset(),
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
