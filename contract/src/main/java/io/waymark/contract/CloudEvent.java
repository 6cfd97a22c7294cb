package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a record as CloudEvents 1.0 has them in Kafka's binary mode: {@code ce_*} headers beside a plain
 * JSON value. In this mode a record with attributes and no value is a real tombstone.
 *
 * @param id the same fact always has the same id; a repeat has the same bytes too
 * @param source who says it, e.g. {@code /waymark/normalizer}
 * @param type {@code waymark.<what>.v1}
 * @param subject the id of the shipment it is about; of a refused callback, the provider
 * @param time when it happened
 * @param sequence counts a shipment's events; empty on everything else
 * @param traceparent the span that led to it, as W3C Trace Context writes it, in a header of that name; null if nothing is
 *     traced. Says nothing about the fact: a repeat may have another
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *     Kafka protocol binding</a>
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        OptionalLong sequence,
        @Nullable String traceparent) {

    private static final Header SPECVERSION = header("ce_specversion", "1.0");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");

    /** The header that carries a trace from record to record, beside the attributes. */
    public static final String TRACEPARENT = "traceparent";

    /** An event that is not traced. */
    public CloudEvent(String id, String source, String type, String subject, Instant time, OptionalLong sequence) {
        this(id, source, type, subject, time, sequence, null);
    }

    /** An event that is not one of a numbered series. */
    public static CloudEvent of(String id, String source, String type, String subject, Instant time) {
        return new CloudEvent(id, source, type, subject, time, OptionalLong.empty());
    }

    /** This event, led to by that span; itself where nothing is traced. */
    public CloudEvent tracedBy(@Nullable String span) {
        return span == null ? this : new CloudEvent(id, source, type, subject, time, sequence, span);
    }

    /** The attributes as record headers; with those of a {@link PublicTopic} goes the schema that its value fits. */
    public Headers headers() {
        Headers headers = headersWithoutValue();
        PublicTopic.ofType(type).ifPresent(published -> add(headers, "ce_dataschema", published.dataSchema()));
        return headers;
    }

    /** The attributes as headers of a record without a value, which fits no schema. */
    public Headers headersWithoutValue() {
        Headers headers = new RecordHeaders();
        headers.add(SPECVERSION);
        add(headers, "ce_id", id);
        add(headers, "ce_source", source);
        add(headers, "ce_type", type);
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", JsonTimes.text(time));
        sequence.ifPresent(number -> add(headers, "ce_sequence", Long.toString(number)));
        headers.add(CONTENT_TYPE);
        if (traceparent != null) {
            add(headers, TRACEPARENT, traceparent);
        }
        return headers;
    }

    /** The text of the last header of that name; null if there is none. */
    public static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(header(name, value));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
