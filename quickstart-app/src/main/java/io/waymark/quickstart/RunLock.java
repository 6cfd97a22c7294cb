package io.waymark.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to use a data directory. The operating system holds it for the life of this process, so a launcher that was
 * killed never stands in the way of the next. The file names the holder's process id, for messages.
 */
final class RunLock {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or throws {@link StartException} with the holder's process id where another launcher has it. */
    static RunLock take(DataDirectory directory) {
        Path file = directory.runLock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new StartException("Waymark is already running with " + directory.path() + " (process "
                        + Files.readString(file).strip() + "). Stop it first, with Ctrl-C where it runs.");
            }
            RunLock taken = new RunLock(channel);
            taken.sign();
            return taken;
        } catch (IOException e) {
            throw new StartException("cannot lock " + file + ": " + e, e);
        }
    }

    /** Gives the right back. Also keeps the lock from being collected, and so lost, while it is needed. */
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sign() {
        try {
            String line = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            throw new StartException("cannot write the process id: " + e, e);
        }
    }
}
