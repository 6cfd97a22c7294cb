package io.waymark.normalizer;

import io.quarkus.logging.Log;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.HourAccount;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.PublicTopic;
import io.waymark.contract.Shipment;
import io.waymark.contract.Topic;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.ErasedShipment;
import io.waymark.normalizer.status.Handover;
import io.waymark.normalizer.status.HistoryCodec;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.normalizer.status.StateMachine;
import io.waymark.normalizer.status.StoredShipment;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What all inputs have in common: read a record, take a step, keep the history, tell the readers. Everything that can
 * fail for the record's own sake happens before anything is kept or told; such a record becomes a dead letter.
 */
abstract class PublishingHandler implements Processor<String, byte[], Object, Object> {

    static final String SOURCE = "/waymark/normalizer";

    /** Label of a record that no provider sent, or that cannot be read at all. */
    static final String NO_PROVIDER = "none";

    final NormalizerMetrics metrics;
    private final MeaningTable released;
    private final String deadLettersSink;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, StoredShipment> histories;

    @SuppressWarnings("NullAway.Init")
    private MappingsRepository mappings;

    @SuppressWarnings("NullAway.Init")
    private DeadLetterEmitter deadLetters;

    /** @param meanings what this instance brings; its partition may go by newer ones */
    PublishingHandler(NormalizerMetrics metrics, MeaningTable meanings, String deadLettersSink) {
        this.metrics = metrics;
        this.released = meanings;
        this.deadLettersSink = deadLettersSink;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.histories = context.getStateStore(NormalizerTopology.HISTORIES);
        this.mappings = new MappingsRepository(context, released);
        this.deadLetters = new DeadLetterEmitter(context, deadLettersSink);
    }

    /** What steps are taken with, by the mappings that the partition goes by now. */
    final StateMachine machine() {
        return mappings.machine();
    }

    final MappingsRepository mappings() {
        return mappings;
    }

    /** By the clock of the machine, in milliseconds since 1970. */
    final long now() {
        return context.currentSystemTimeMs();
    }

    final KeyValueStore<String, StoredShipment> histories() {
        return histories;
    }

    final int partition() {
        return context.taskId().partition();
    }

    /**
     * The step that a record leads to; null if it leads to nothing.
     *
     * @param at where the record lies
     * @param history what is known so far; null if nothing
     * @throws RuntimeException if the record cannot be processed, now or ever
     */
    abstract @Nullable Publication step(Record<String, byte[]> record, Place at, @Nullable ShipmentHistory history);

    /** A record came of a shipment that is erased, which leads to nothing unless said otherwise. */
    void ofErased(Record<String, byte[]> record, Place at, ErasedShipment erased) {}

    /** Who sent a record that cannot be processed, for its counter. */
    String provider(Record<String, byte[]> record) {
        return NO_PROVIDER;
    }

    /** A record went to the dead letters, whole. */
    void deadLettered(Record<String, byte[]> record, Place at) {}

    @Override
    public void process(Record<String, byte[]> record) {
        take(record, place());
    }

    /** Takes the step that a record leads to. */
    final void take(Record<String, byte[]> record, Place at) {
        if (record.value() == null) {
            return; // a tombstone: erasure is ordered by a command
        }
        StoredShipment stored = record.key() == null ? null : histories.get(record.key());
        ShipmentHistory known = stored instanceof ShipmentHistory history ? history : null;
        @Nullable Publication publication = null;
        try {
            if (stored instanceof ErasedShipment erased) {
                ofErased(record, at, erased);
            } else {
                publication = step(record, at, known);
            }
        } catch (RuntimeException unprocessable) {
            deadLetter(record, at, unprocessable);
            return;
        }
        if (publication != null) {
            publish(record, known, publication);
        }
    }

    /** Keeps what a step led to, and tells the readers. */
    final void publish(Record<String, byte[]> record, @Nullable ShipmentHistory known, Publication publication) {
        histories.put(record.key(), publication.history());
        Handover handover = Handover.between(known, publication.history());
        publication.events().forEach(event -> tell(record, event));
        publication.shipment().ifPresent(shipment -> tell(record, shipment));
        handover.forwards().forEach(forward -> tell(record, forward));
        handover.follow().forEach(alias -> follow(record, alias));
    }

    /** A history that is too large for the store's changelog would stop the partition, at this record, for ever. */
    static Publication keepable(Publication publication) {
        if (!HistoryCodec.fits(publication.history(), Topic.MAX_RECORD_BYTES)) {
            throw new MalformedPayloadException("more than can be kept of a shipment");
        }
        return publication;
    }

    private void tell(Record<String, byte[]> cause, TrackingEvent event) {
        CloudEvent attributes = new CloudEvent(
                event.eventId().toString(),
                SOURCE,
                PublicTopic.EVENTS.type(),
                event.shipmentId().toString(),
                event.occurredAt().toInstant(),
                OptionalLong.of(event.sequence()));
        forward(cause, event, attributes, NormalizerTopology.TO_EVENTS);
    }

    private void tell(Record<String, byte[]> cause, Shipment shipment) {
        CloudEvent attributes = CloudEvent.of(
                NameBasedId.of(shipment.shipmentId().value(), "revision:" + shipment.revision())
                        .toString(),
                SOURCE,
                PublicTopic.LATEST.type(),
                shipment.shipmentId().toString(),
                Instant.ofEpochMilli(cause.timestamp()));
        forward(cause, shipment, attributes, NormalizerTopology.TO_LATEST);
    }

    private void tell(Record<String, byte[]> cause, Handover.Addressed forward) {
        byte[] value = ForwardHandler.FORWARDS.write(forward.forward());
        context.forward(
                new Record<>(forward.to().toString(), value, cause.timestamp(), TracedHandler.onward(cause)),
                NormalizerTopology.TO_FORWARDS);
    }

    final void tell(HourAccount account, long now) {
        CloudEvent attributes = CloudEvent.of(
                NameBasedId.of(NameBasedId.WAYMARK, "account:" + account.key() + ":" + account.position())
                        .toString(),
                SOURCE,
                "waymark.account.v1",
                account.key(),
                Instant.ofEpochMilli(now));
        context.forward(
                new Record<>(account.key(), account, now, attributes.headers()), NormalizerTopology.TO_ACCOUNTS);
    }

    /** Asks the poller for a further number; the number is an alias by the time the first push of it can come. */
    private void follow(Record<String, byte[]> cause, String alias) {
        FollowCommand command = FollowCommand.of(cause.key(), alias, Instant.ofEpochMilli(cause.timestamp()));
        forward(cause, command.value(), command.attributes(), NormalizerTopology.TO_COMMANDS);
    }

    /** Puts a record where a person looks at it. */
    final void deadLetter(Record<String, byte[]> record, Place at, RuntimeException reason) {
        metrics.deadLettered(provider(record));
        Log.warnf(
                "record dead-lettered topic=%s partition=%d offset=%d error=%s",
                at.topic(), at.partition(), at.offset(), reason.getClass().getSimpleName());
        deadLetter(record, at, DeadLetterEmitter.reason(reason));
        deadLettered(record, at);
    }

    /** Puts a record there because of a part of it. */
    final void deadLetter(Record<String, byte[]> record, Place at, String reason) {
        deadLetters.put(record, at, reason);
    }

    /** Where the record lies that is being processed. */
    final Place place() {
        RecordMetadata at =
                context.recordMetadata().orElseThrow(() -> new IllegalStateException("no record is being processed"));
        return new Place(at.topic(), at.partition(), at.offset(), false);
    }

    private void forward(Record<String, byte[]> cause, Object value, CloudEvent attributes, String child) {
        Headers headers = attributes.tracedBy(TracedHandler.traceparent(cause)).headers();
        context.forward(new Record<>(cause.key(), value, cause.timestamp(), headers), child);
    }
}
