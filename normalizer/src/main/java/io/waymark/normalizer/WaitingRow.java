package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The records that wait for one key.
 *
 * @param since when the first of them began to, in milliseconds since 1970
 * @param records in the order of their offsets; none if the key is to be destroyed as soon as it comes
 */
record WaitingRow(long since, List<Waiting> records) {

    /** In the first byte of each. */
    private static final byte VERSION = 1;

    private static final int NULL = -1;

    /** A raw record as it came. */
    record Waiting(long offset, Record<String, byte[]> record) {}

    /** With one record more. */
    WaitingRow with(Waiting more) {
        return new WaitingRow(
                since, Stream.concat(records.stream(), Stream.of(more)).toList());
    }

    byte[] write() {
        ByteBuffer out = ByteBuffer.allocate(size());
        out.put(VERSION).putLong(since).putInt(records.size());
        records.forEach(waiting -> write(out, waiting));
        return out.array();
    }

    private static void write(ByteBuffer out, Waiting waiting) {
        Record<String, byte[]> record = waiting.record();
        out.putLong(waiting.offset()).putLong(record.timestamp());
        write(out, record.key().getBytes(UTF_8));
        write(out, record.value());
        Header[] headers = record.headers().toArray();
        out.putInt(headers.length);
        for (Header header : headers) {
            write(out, header.key().getBytes(UTF_8));
            write(out, header.value());
        }
    }

    private static void write(ByteBuffer out, byte @Nullable [] bytes) {
        out.putInt(bytes == null ? NULL : bytes.length);
        if (bytes != null) {
            out.put(bytes);
        }
    }

    /** How many bytes it is written with. */
    int size() {
        return 1
                + Long.BYTES
                + Integer.BYTES
                + records.stream().mapToInt(WaitingRow::size).sum();
    }

    private static int size(Waiting waiting) {
        Record<String, byte[]> record = waiting.record();
        int size = 2 * Long.BYTES + Integer.BYTES;
        size += size(record.key().getBytes(UTF_8)) + size(record.value());
        for (Header header : record.headers()) {
            size += size(header.key().getBytes(UTF_8)) + size(header.value());
        }
        return size;
    }

    private static int size(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    static WaitingRow read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("waiting records of version " + version + ", which is not known");
        }
        long since = in.getLong();
        List<Waiting> records = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            records.add(waiting(in));
        }
        return new WaitingRow(since, List.copyOf(records));
    }

    private static Waiting waiting(ByteBuffer in) {
        long offset = in.getLong();
        long timestamp = in.getLong();
        String key = text(in);
        byte[] value = bytes(in);
        Headers headers = new RecordHeaders();
        for (int left = in.getInt(); left > 0; left--) {
            headers.add(text(in), bytes(in));
        }
        return new Waiting(offset, new Record<>(key, value, timestamp, headers));
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), UTF_8);
    }

    @SuppressWarnings("NullAway") // Kafka's own contract: a header may have no value
    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length == NULL) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
