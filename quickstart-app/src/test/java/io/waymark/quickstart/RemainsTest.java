package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.sandbox.infra.Needles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.CompressionType;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.SstFileWriter;

/** That nothing is found shows something only if everything would be. */
class RemainsTest {

    private static final String TEXT = "欧阳无痕 13700990123";
    private static final String AROUND = "{\"context\": \"快件由%s签收\"}";

    private final Remains remains = new Remains(new Needles(List.of(TEXT)));

    @TempDir
    private Path directory;

    private Path inner;

    @BeforeEach
    void makeFolders() throws IOException {
        inner = Files.createDirectories(directory.resolve("some/where"));
    }

    static List<String> forms() {
        String escaped = "\\u6b27\\u9633\\u65e0\\u75d5 13700990123";
        String form = "param=" + URLEncoder.encode(AROUND.formatted(TEXT), UTF_8) + "&sign=ABC";
        return List.of(AROUND.formatted(TEXT), AROUND.formatted(escaped), form);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void findsATextAsItIsAndInBase64WhereverItBegins(String form) throws IOException {
        IntStream.range(0, 3).forEach(before -> {
            byte[] bytes = ("x".repeat(before) + form).getBytes(UTF_8);
            write("plain-" + before, bytes);
            write("base64-" + before, Base64.getEncoder().encode(bytes));
            write("url-" + before, Base64.getUrlEncoder().encode(bytes));
        });

        assertThat(remains.below(directory)).hasSize(9);
    }

    @Test
    void findsATextThatLiesAcrossTwoPieces() throws IOException {
        byte[] text = TEXT.getBytes(UTF_8);
        for (int part : new int[] {0, 1, text.length / 2, text.length - 1, text.length}) {
            byte[] bytes = new byte[(1 << 22) + 100];
            System.arraycopy(text, 0, bytes, (1 << 22) - part, text.length);
            write("part-" + part, bytes);
        }

        assertThat(remains.below(directory)).hasSize(5);
    }

    @Test
    void findsATextInACompressedSegmentOfKafkas() throws IOException {
        MemoryRecords records = MemoryRecords.withRecords(
                Compression.zstd().build(),
                new SimpleRecord("key".getBytes(UTF_8), AROUND.repeat(100).getBytes(UTF_8)),
                new SimpleRecord("key".getBytes(UTF_8), AROUND.formatted(TEXT).getBytes(UTF_8)));
        Path segment = inner.resolve("00000000000000000000.log");
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            records.writeFullyTo(file);
        }

        assertThat(remains.below(directory)).containsOnlyKeys(directory.relativize(segment));
    }

    @Test
    void findsATextInAHeaderOfARecord() throws IOException {
        MemoryRecords records = MemoryRecords.withRecords(
                Compression.NONE, new SimpleRecord(0, "key".getBytes(UTF_8), "value".getBytes(UTF_8), new Header[] {
                    new RecordHeader("dead-letter-reason", TEXT.getBytes(UTF_8))
                }));
        Path segment = inner.resolve("00000000000000000000.log");
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            records.writeFullyTo(file);
        }

        assertThat(remains.below(directory)).containsOnlyKeys(directory.relativize(segment));
    }

    @Test
    void findsATextInACompressedTableOfRocksDbs() throws Exception {
        RocksDB.loadLibrary();
        Path table = inner.resolve("000042.sst");
        try (Options options = new Options().setCompressionType(CompressionType.ZSTD_COMPRESSION);
                EnvOptions environment = new EnvOptions();
                SstFileWriter writer = new SstFileWriter(environment, options)) {
            writer.open(table.toString());
            writer.put("a".getBytes(UTF_8), AROUND.repeat(100).getBytes(UTF_8));
            writer.put("b".getBytes(UTF_8), AROUND.formatted(TEXT).getBytes(UTF_8));
            writer.finish();
        }

        assertThat(remains.below(directory)).containsOnlyKeys(directory.relativize(table));
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        write("other", AROUND.formatted("欧阳无忌 13700990124").getBytes(UTF_8));

        assertThat(remains.below(directory)).isEmpty();
    }

    private void write(String name, byte[] bytes) {
        try (FileChannel file =
                FileChannel.open(inner.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
