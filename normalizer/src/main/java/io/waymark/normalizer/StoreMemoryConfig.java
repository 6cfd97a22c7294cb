package io.waymark.normalizer;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Gives all stores of this process one memory to share, outside of the heap. By default each partition's store may hold some
 * 100 MB, so that an instance which takes over partitions outgrows its container.
 *
 * <p>Compresses besides: histories of many parcels have the same words, so that a dictionary of each file's own and small blocks
 * take less than half, at some ten microseconds for each history that is read. What is not yet merged with all the rest, and is soon
 * written again, is compressed in less time.
 *
 * <p>What was erased goes from their files as well: each is written anew within a day, if anything else is written meanwhile.
 *
 * <p>What is read, indexes and filters, and what waits to be written count; of the latter no more than half of it.
 *
 * @see <a href="https://kafka.apache.org/41/documentation/streams/developer-guide/memory-mgmt.html#rocksdb">Kafka Streams,
 *     Memory Management, RocksDB</a>, read 2026-11-22
 */
public final class StoreMemoryConfig implements RocksDBConfigSetter {

    /** How much, in bytes: a setting of Kafka Streams. */
    static final String BYTES = "waymark.store.memory.bytes";

    /** How old a file of a store becomes before it is written anew without what is no more, in seconds: likewise. */
    static final String COMPACTED_WITHIN = "waymark.store.compacted.within.seconds";

    private static @Nullable Shared shared;

    /** Made by Kafka Streams, one for each store. */
    public StoreMemoryConfig() {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        Shared memory = shared(Long.parseLong(String.valueOf(settings.get(BYTES))));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writes());
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        options.setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
        options.setBottommostCompressionOptions(memory.bottommost());
        options.setPeriodicCompactionSeconds(Long.parseLong(String.valueOf(settings.get(COMPACTED_WITHIN))));
    }

    /** Leaves open what other stores use. */
    @Override
    public void close(String store, Options options) {}

    private static synchronized Shared shared(long bytes) {
        Shared known = shared;
        if (known == null) {
            known = Shared.of(bytes);
            shared = known;
        }
        return known;
    }

    /** Lasts as long as the process. */
    private record Shared(Cache cache, WriteBufferManager writes, CompressionOptions bottommost) {

        private static final int SHARDS_BY_SIZE = -1;
        private static final double FOR_INDEXES = 0.1;
        private static final int DICTIONARY = 32 * 1024;
        private static final int TRAINED_ON = 1024 * 1024;

        static Shared of(long bytes) {
            RocksDB.loadLibrary();
            Cache cache = new LRUCache(bytes, SHARDS_BY_SIZE, false, FOR_INDEXES);
            CompressionOptions bottommost = new CompressionOptions()
                    .setEnabled(true)
                    .setLevel(1)
                    .setMaxDictBytes(DICTIONARY)
                    .setZStdMaxTrainBytes(TRAINED_ON);
            return new Shared(cache, new WriteBufferManager(bytes / 2, cache), bottommost);
        }
    }
}
