package io.waymark.ingest.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One file of the spool: batches from its beginning on, then zeros, then a mark at the very end that shows that nothing
 * was cut off. It has its full length from the start. Named by its first offset, as Kafka's segments are.
 *
 * <p>Written by one thread, read by others up to {@link #position}.
 */
final class Segment implements AutoCloseable {

    /** The last bytes of every whole file. */
    private static final byte[] MARK = "the end\n".getBytes(US_ASCII);

    /** What is given up where the disk does not give it back. */
    private static final int BLOCK = 4096;

    private final Path file;
    private final FileChannel channel;
    private final long base;
    private final long capacity;

    private volatile boolean sealed;
    private volatile boolean damaged;
    private volatile int position;
    private volatile long end;

    private Segment(Path file, FileChannel channel, long base) throws IOException {
        this.file = file;
        this.channel = channel;
        this.base = base;
        this.end = base;
        this.capacity = channel.size() - MARK.length;
    }

    /**
     * A new one, safe on disk itself; what an attempt that failed left there is overwritten.
     *
     * @param size of the file in bytes
     */
    static Segment create(Path directory, long base, int size) throws IOException {
        Path file = directory.resolve(name(base));
        FileChannel channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, READ, WRITE);
        try {
            writeFully(channel, ByteBuffer.wrap(MARK), size - MARK.length);
            channel.force(true);
            Directory.force(directory);
            return new Segment(file, channel, base);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** One of an earlier run: to be read, never written again. */
    static Segment open(Path file, long base) throws IOException {
        Segment segment = new Segment(file, FileChannel.open(file, READ), base);
        segment.sealed = true;
        return segment;
    }

    /** How a file that begins at that offset is named. */
    static String name(long base) {
        return String.format(Locale.ROOT, "%020d.log", base);
    }

    /** The length of a file that holds so many bytes of batches. */
    static int lengthFor(int batches) {
        return batches + MARK.length;
    }

    boolean hasRoomFor(int bytes) {
        return !sealed && position + (long) bytes <= capacity;
    }

    /** Writes batches behind one another and fsyncs them. If that fails, nothing may be written here any more. */
    void write(Iterable<ByteBuffer> batches, long next) throws IOException {
        int at = position;
        for (ByteBuffer batch : batches) {
            int size = batch.remaining();
            writeFully(channel, batch, at);
            at += size;
        }
        channel.force(false);
        readable(at, next);
    }

    /** How far it can be read, and the offset that comes then. */
    void readable(int to, long next) {
        end = next;
        position = to;
    }

    /** All of its bytes but the mark at the end; of a file that was cut, all there are. */
    ByteBuffer readAll() throws IOException {
        return read(0, (int) (hasMark() ? capacity : channel.size()));
    }

    /** Whether the end of the file is there. */
    boolean hasMark() throws IOException {
        return capacity >= 0
                && read((int) capacity, (int) capacity + MARK.length).equals(ByteBuffer.wrap(MARK));
    }

    /** The bytes from one position to another; zeros where the disk does not give them back. */
    ByteBuffer read(int from, int to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(to - from);
        for (int at = 0; at < to - from; at += BLOCK) {
            readBlock(bytes.slice(at, Math.min(BLOCK, to - from - at)), from + at);
        }
        return bytes;
    }

    private void readBlock(ByteBuffer block, int from) throws IOException {
        try {
            while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {}
        } catch (ClosedChannelException ours) {
            throw ours;
        } catch (IOException unreadable) {
            block.clear().put(new byte[block.limit()]);
        }
    }

    String name() {
        return file.getFileName().toString();
    }

    Path file() {
        return file;
    }

    long base() {
        return base;
    }

    int position() {
        return position;
    }

    long end() {
        return end;
    }

    boolean sealed() {
        return sealed;
    }

    /** Nothing is written to it any more. */
    void seal() {
        sealed = true;
    }

    boolean damaged() {
        return damaged;
    }

    void markDamaged() {
        damaged = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, int position) throws IOException {
        int at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
