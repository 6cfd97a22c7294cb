package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class StoreMemoryConfigTest {

    private static final long BYTES = 8 << 20;
    private static final int STORES = 4;
    private static final int VALUE = 10_000;
    private static final int RECORDS = 8_000;

    /** Which each store may fill for itself, were it alone. */
    private static final long WRITE_BUFFER = 32 << 20;

    private static final Map<String, Object> SETTINGS =
            Map.of(StoreMemoryConfig.BYTES, "" + BYTES, StoreMemoryConfig.COMPACTED_WITHIN, "1");

    @TempDir
    Path directory;

    @Test
    void allStoresTogetherHoldNoMoreThanIsTheirs() throws Exception {
        try (Stores stores = new Stores()) {
            Random random = new Random(8);
            long most = 0;
            for (int record = 0; record < RECORDS; record++) {
                byte[] value = new byte[VALUE];
                random.nextBytes(value);
                stores.get(record % STORES).put(("key-" + record).getBytes(), value);
                most = Math.max(most, stores.unwritten());
            }

            // all of it without a bound; how far it is exceeded while a store is written out depends on the disk
            assertThat(most).isBetween(BYTES / 8, (long) RECORDS * VALUE / 2);
            assertThat(stores.get(0).get("key-0".getBytes())).hasSize(VALUE);
        }
    }

    /** Half of each value is what no two have in common, and the rest what all have. */
    @Test
    void whatValuesHaveInCommonTakesHardlyAnySpace() throws Exception {
        try (Stores stores = new Stores()) {
            Random random = new Random(8);
            byte[] value = "派件员正在为您派件，请保持电话畅通".repeat(20).getBytes(UTF_8);
            byte[] own = new byte[value.length];
            RocksDB store = stores.get(0);
            for (int record = 0; record < RECORDS; record++) {
                random.nextBytes(own);
                store.put(
                        ("key-" + record).getBytes(UTF_8),
                        ByteBuffer.allocate(2 * own.length).put(own).put(value).array());
            }
            store.compactRange();

            assertThat(store.getLongProperty("rocksdb.live-sst-files-size"))
                    .isBetween((long) RECORDS * own.length, (long) RECORDS * own.length * 5 / 4);
        }
    }

    @Test
    void whatWasReplacedLeavesTheFilesOnceTheyAreOld() throws Exception {
        try (Stores stores = new Stores();
                FlushOptions flush = new FlushOptions()) {
            RocksDB store = stores.get(0);
            store.put("key".getBytes(), "13812341234".getBytes());
            store.flush(flush);
            store.put("key".getBytes(), "erased".getBytes());
            assertThat(files(0)).contains("13812341234");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                store.put("another".getBytes(), "value".getBytes()); // files are looked at when one is written
                store.flush(flush);
                assertThat(files(0)).doesNotContain("13812341234").contains("erased");
            });
        }
    }

    /** All bytes of a store's files. */
    private String files(int store) throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.list(directory.resolve("store-" + store))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".sst")).toList()) {
                bytes.append(Files.readString(file, ISO_8859_1));
            }
        }
        return bytes.toString();
    }

    private final class Stores implements AutoCloseable {

        private final List<RocksDB> opened = new ArrayList<>();
        private final List<Options> options = new ArrayList<>();

        Stores() throws RocksDBException {
            RocksDB.loadLibrary();
            for (int store = 0; store < STORES; store++) {
                Options each = new Options()
                        .setCreateIfMissing(true)
                        .setWriteBufferSize(WRITE_BUFFER)
                        .setCompressionType(CompressionType.NO_COMPRESSION)
                        .setCompactionStyle(CompactionStyle.UNIVERSAL)
                        .setTableFormatConfig(new BlockBasedTableConfig());
                new StoreMemoryConfig().setConfig("store-" + store, each, SETTINGS);
                options.add(each);
                opened.add(
                        RocksDB.open(each, directory.resolve("store-" + store).toString()));
            }
        }

        RocksDB get(int store) {
            return opened.get(store);
        }

        /** Bytes that wait to be written, of all. */
        long unwritten() throws RocksDBException {
            long sum = 0;
            for (RocksDB store : opened) {
                sum += store.getLongProperty("rocksdb.cur-size-active-mem-table");
            }
            return sum;
        }

        @Override
        public void close() {
            opened.forEach(RocksDB::close);
            options.forEach(Options::close);
        }
    }
}
