package io.waymark.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Appends to one file; what came meanwhile is written together and forced to the disk once. */
final class SyncedFile implements BareDoor.Durable {

    private record Waiting(byte[] bytes, Runnable kept) {}

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final FileChannel file;

    SyncedFile(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        Thread writer = new Thread(this::write, "writer");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void keep(String key, byte[] bytes, Runnable kept) {
        queue.add(new Waiting(bytes, kept));
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch);
                for (Waiting waiting : batch) {
                    file.write(ByteBuffer.wrap(waiting.bytes()));
                }
                file.force(false);
                batch.forEach(waiting -> waiting.kept().run());
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
