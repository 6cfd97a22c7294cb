package io.waymark.quickstart;

import io.waymark.sandbox.infra.Needles;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.utils.Utils;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/**
 * What of some texts can be read in the files below a directory, while whoever writes them goes on. Kafka's segments are read record by
 * record and RocksDB's tables entry by entry, for both may be compressed; all other files byte by byte. Of PostgreSQL's that leaves
 * out values that it has compressed, which are those of some 2 KB and more; but what is written to them is in its log too.
 */
final class Remains {

    private static final int PIECE = 1 << 22;

    private final Needles needles;

    Remains(Needles needles) {
        this.needles = needles;
    }

    /** Which of the texts each file holds; files without any are left out. */
    Map<Path, Set<String>> below(Path directory) throws IOException {
        Map<Path, Set<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Remains::isOfInterest).toList()) {
                Set<String> here = in(file);
                if (!here.isEmpty()) {
                    found.put(directory.relativize(file), here);
                }
            }
        }
        return found;
    }

    /** Kafka's indexes hold offsets alone, and are large. */
    private static boolean isOfInterest(Path file) {
        return Files.isRegularFile(file) && !file.toString().endsWith("index");
    }

    /** What is done with bytes that were read. */
    @FunctionalInterface
    private interface Search {

        void look(byte[] bytes, int length);

        default void whole(byte[] bytes) {
            look(bytes, bytes.length);
        }
    }

    private Set<String> in(Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        Search search = (bytes, length) -> found.addAll(needles.in(bytes, length));
        String name = file.getFileName().toString();
        try {
            if (name.matches("\\d{20}\\.log")) {
                eachRecord(file.toFile(), search);
            } else if (name.endsWith(".sst")) {
                eachEntry(file, search);
            } else {
                eachPiece(file, search);
            }
        } catch (NoSuchFileException | RocksDBException gone) {
            if (Files.exists(file)) {
                throw new IOException(file + " cannot be read", gone);
            }
        }
        return found;
    }

    private static void eachRecord(File segment, Search search) throws IOException {
        FileRecords records = FileRecords.open(segment, false);
        try {
            for (Record record : records.records()) {
                if (record.hasKey()) {
                    search.whole(Utils.toArray(record.key()));
                }
                if (record.hasValue()) {
                    search.whole(Utils.toArray(record.value()));
                }
                for (Header header : record.headers()) {
                    search.whole(header.value()); // ours always have one
                }
            }
        } finally {
            records.closeHandlers(); // to close it would be to cut the file to what it held when it was opened
        }
    }

    private static void eachEntry(Path table, Search search) throws RocksDBException {
        try (Options options = new Options();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(table.toString());
            try (ReadOptions reading = new ReadOptions();
                    SstFileReaderIterator entries = reader.newIterator(reading)) {
                for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                    search.whole(entries.key());
                    search.whole(entries.value());
                }
            }
        }
    }

    private void eachPiece(Path file, Search search) throws IOException {
        int overlap = needles.overlap();
        ByteBuffer piece = ByteBuffer.allocate(PIECE + overlap);
        try (FileChannel channel = FileChannel.open(file)) {
            for (long from = 0; from < channel.size(); from += PIECE) {
                piece.clear();
                int read = channel.read(piece, from);
                if (read > 0) {
                    search.look(piece.array(), read);
                }
            }
        }
    }
}
