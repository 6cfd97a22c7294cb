package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.waymark.contract.CloudEvent;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A span for every record, named {@code process <topic>}, that continues the record's own and is continued by what the
 * step tells: by then the record carries this span. A transaction that is aborted has its spans again when its records are
 * processed again. Where tracing is off there is none of these, and records pass on the span that they carry.
 */
final class TracedHandler implements Processor<String, byte[], Object, Object> {

    private final TraceHandler traces;
    private final Processor<String, byte[], Object, Object> step;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
    private ProcessorContext<Object, Object> context;

    private TracedHandler(TraceHandler traces, Processor<String, byte[], Object, Object> step) {
        this.traces = traces;
        this.step = step;
    }

    static ProcessorSupplier<String, byte[], Object, Object> of(
            TraceHandler traces, ProcessorSupplier<String, byte[], Object, Object> step) {
        return traces.isOff() ? step : () -> new TracedHandler(traces, step.get());
    }

    /** The span that a record carries; null if it carries none. */
    static @Nullable String traceparent(Record<String, byte[]> record) {
        return CloudEvent.header(record.headers(), CloudEvent.TRACEPARENT);
    }

    /** The headers of a record without attributes that this one led to. */
    static Headers onward(Record<String, byte[]> cause) {
        Headers headers = new RecordHeaders();
        String traceparent = traceparent(cause);
        if (traceparent != null) {
            headers.add(CloudEvent.TRACEPARENT, traceparent.getBytes(UTF_8));
        }
        return headers;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        step.init(context);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Trace trace = begin(record);
        try (Scope scope = trace.enter()) {
            step.process(carrying(record, trace));
        } finally {
            trace.end();
        }
    }

    @Override
    public void close() {
        step.close();
    }

    private Trace begin(Record<String, byte[]> record) {
        Optional<RecordMetadata> at = context.recordMetadata();
        Trace trace = traces.begin(
                SpanKind.CONSUMER, "process " + at.map(RecordMetadata::topic).orElse("unknown"), traceparent(record));
        at.ifPresent(place -> trace.with("messaging.system", "kafka")
                .with("messaging.operation.type", "process")
                .with("messaging.destination.name", place.topic())
                .with("messaging.destination.partition.id", Integer.toString(place.partition()))
                .with("messaging.kafka.offset", place.offset()));
        return trace;
    }

    private static Record<String, byte[]> carrying(Record<String, byte[]> record, Trace trace) {
        Headers headers = new RecordHeaders(record.headers());
        headers.remove(CloudEvent.TRACEPARENT);
        String traceparent = trace.traceparent();
        if (traceparent != null) {
            headers.add(CloudEvent.TRACEPARENT, traceparent.getBytes(UTF_8));
        }
        return record.withHeaders(headers);
    }
}
