package io.waymark.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What one write puts into a segment: records in Kafka's batch format, version 2, not compressed.
 *
 * <pre>
 *   0        8      12          16    17    21         23               27 …  43         51         53       57    61
 *   | offset | size | leader -1 | v 2 | CRC | attributes | last offset | times | producer 0 | epoch 0 | sequence | n | …
 *                                            |---------------- covered by the CRC ----------------
 * </pre>
 *
 * <p>A record's topic is its first header, {@code spool-topic}. The checksum does not cover the offset, so the sequence
 * number, which it covers, repeats the offset's low 31 bits.
 *
 * @see <a href="https://kafka.apache.org/41/implementation/message-format/">Kafka, Message Format</a>
 */
final class BatchRecord {

    private static final String TOPIC = "spool-topic";
    private static final int SIZE_AT = 8;
    private static final int LEADER_AT = 12;
    private static final int VERSION_AT = 16;
    private static final int SEQUENCE_AT = 53;
    private static final int BEFORE_SIZE_ENDS = 12;
    private static final int HEADER = 61;
    private static final int LOW_BITS = Integer.MAX_VALUE;

    private final MutableRecordBatch batch;
    private final ByteBuffer bytes;

    private BatchRecord(MutableRecordBatch batch, ByteBuffer bytes) {
        this.batch = batch;
        this.bytes = bytes;
    }

    /** The records as one batch, numbered from the offset on. */
    static ByteBuffer encode(List<SpoolRecord> records, long offset) {
        int size = HEADER + records.stream().mapToInt(SpoolRecord::size).sum();
        try (MemoryRecordsBuilder builder = new MemoryRecordsBuilder(
                ByteBuffer.allocate(size),
                RecordBatch.MAGIC_VALUE_V2,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                offset,
                RecordBatch.NO_TIMESTAMP,
                0,
                (short) 0,
                sequence(offset),
                false,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH,
                size)) {
            records.forEach(each -> append(builder, each.kafka()));
            return builder.build().buffer();
        }
    }

    /** The whole and undamaged batch that begins there; null if there is none. */
    static @Nullable BatchRecord at(ByteBuffer file, int position) {
        int room = file.limit() - position;
        if (room < HEADER || file.get(position + VERSION_AT) != RecordBatch.MAGIC_VALUE_V2) {
            return null;
        }
        int size = file.getInt(position + SIZE_AT);
        if (size < HEADER - BEFORE_SIZE_ENDS || size > room - BEFORE_SIZE_ENDS) {
            return null;
        }
        ByteBuffer bytes = file.slice(position, size + BEFORE_SIZE_ENDS);
        try {
            MutableRecordBatch batch =
                    MemoryRecords.readableRecords(bytes).batches().iterator().next();
            batch.ensureValid();
            return new BatchRecord(batch, bytes);
        } catch (KafkaException | IllegalArgumentException damaged) {
            return null;
        }
    }

    int size() {
        return bytes.limit();
    }

    /** Its first offset; where that is damaged, the one from the expected on that the checksum vouches for. */
    long offset(long expected) {
        int vouched = bytes.getInt(SEQUENCE_AT);
        long written = batch.baseOffset();
        return sequence(written) == vouched && written >= 0 && Math.abs(written - expected) <= LOW_BITS
                ? written
                : expected + ((vouched - expected) & LOW_BITS);
    }

    /** Whether what the checksum does not cover is as it was written at that offset. */
    boolean isWholeAt(long offset) {
        return batch.baseOffset() == offset && bytes.getInt(LEADER_AT) == RecordBatch.NO_PARTITION_LEADER_EPOCH;
    }

    /** Its records, the first of which has that offset. */
    List<Spooled> records(long offset) {
        List<Spooled> records = new ArrayList<>();
        for (Record each : batch) {
            records.add(new Spooled(offset + records.size(), decoded(each)));
        }
        return records;
    }

    private static int sequence(long offset) {
        return (int) (offset & LOW_BITS);
    }

    private static void append(MemoryRecordsBuilder builder, ProducerRecord<String, byte[]> each) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TOPIC, each.topic().getBytes(UTF_8));
        each.headers().forEach(headers::add);
        builder.append(each.timestamp(), each.key().getBytes(UTF_8), each.value(), headers.toArray());
    }

    private static SpoolRecord decoded(Record each) {
        RecordHeaders headers = new RecordHeaders(each.headers());
        String topic = new String(headers.lastHeader(TOPIC).value(), UTF_8);
        headers.remove(TOPIC);
        return new SpoolRecord(new ProducerRecord<>(
                topic,
                null,
                each.timestamp(),
                UTF_8.decode(each.key()).toString(),
                Utils.toArray(each.value()),
                headers));
    }
}
