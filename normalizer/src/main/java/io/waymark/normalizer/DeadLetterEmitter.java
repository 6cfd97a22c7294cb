package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.protocol.MalformedPayloadException;
import io.waymark.sealing.SealException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Puts records where a person looks at them: as they came, with why, and where they lay. What was sealed stays sealed. */
final class DeadLetterEmitter {

    private final ProcessorContext<Object, Object> context;
    private final String sink;

    /** @param sink of the topology, for the dead letters of one topic */
    DeadLetterEmitter(ProcessorContext<Object, Object> context, String sink) {
        this.context = context;
        this.sink = sink;
    }

    void put(Record<String, byte[]> record, Place at, String reason) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        headers.add("dead-letter-reason", reason.getBytes(UTF_8));
        headers.add("dead-letter-topic", at.topic().getBytes(UTF_8));
        headers.add("dead-letter-partition", Integer.toString(at.partition()).getBytes(UTF_8));
        headers.add("dead-letter-offset", Long.toString(at.offset()).getBytes(UTF_8));
        byte @Nullable [] key = record.key() == null ? null : record.key().getBytes(UTF_8);
        context.forward(new Record<>(key, record.value(), record.timestamp(), headers), sink);
    }

    /** What may be written down of a failure: its kind, and words that we wrote ourselves, never a quote of the payload. */
    static String reason(RuntimeException failure) {
        return failure.getClass().getSimpleName() + ": " + wordsOf(failure);
    }

    private static String wordsOf(RuntimeException failure) {
        if (failure instanceof MalformedPayloadException malformed) {
            return malformed.detail();
        }
        String message = failure.getMessage();
        boolean ours = failure instanceof SerializationException
                || failure instanceof SealException
                || failure instanceof KeyMissingException;
        return ours && message != null ? message : "";
    }
}
