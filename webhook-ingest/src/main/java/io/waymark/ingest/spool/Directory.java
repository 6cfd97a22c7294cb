package io.waymark.ingest.spool;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the spool lies, for one process at a time:
 *
 * <pre>
 *   00000000000000000000.log  segments
 *   drained                   how far they were sent: see {@link Cursor}
 *   lock                      held by the process that uses them
 *   damaged/                  segments that were damaged, once what could be read of them was sent
 *   refused/                  records that Kafka refused for what they are
 * </pre>
 */
final class Directory implements AutoCloseable {

    private static final Pattern SEGMENT = Pattern.compile("\\d{20}\\.log");

    /** What carriers say holds personal data. */
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final FileChannel lockFile;

    private Directory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes it if it is not there, and takes it.
     *
     * @throws IOException if it cannot be written to, or another process has it
     */
    static Directory take(Path path) throws IOException {
        Files.createDirectories(path, OWNER_ONLY);
        FileChannel file = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
        if (lock(file) == null) {
            file.close();
            throw new IOException("another process uses " + path.toAbsolutePath());
        }
        return new Directory(path, file);
    }

    /** What is in a directory, by name, is as durable as its files from here on. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    Path path() {
        return path;
    }

    /** The segments by the offset they are named by. */
    Map<Long, Path> segments() throws IOException {
        Map<Long, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(path)) {
            List<Path> segments = files.filter(file ->
                            SEGMENT.matcher(file.getFileName().toString()).matches())
                    .toList();
            for (Path segment : segments) {
                found.put(Long.parseLong(segment.getFileName().toString().substring(0, 20)), segment);
            }
        }
        return found;
    }

    /** Deletes a segment, or keeps it aside if it is damaged. */
    void retire(Segment segment) throws IOException {
        segment.close();
        if (segment.damaged()) {
            Path aside = Files.createDirectories(path.resolve("damaged"));
            Files.move(segment.file(), aside.resolve(segment.name()), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(segment.file());
        }
    }

    /** Keeps a record aside that nobody takes, as a file of its own in the segments' form. */
    void refuse(Spooled refused) throws IOException {
        Path aside = Files.createDirectories(path.resolve("refused"));
        try (FileChannel file = FileChannel.open(aside.resolve(Segment.name(refused.offset())), CREATE, WRITE)) {
            file.write(BatchRecord.encode(List.of(refused.message()), refused.offset()));
            file.force(true);
        }
        force(aside);
    }

    /** What the disk has left, in bytes. */
    long usable() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }
}
