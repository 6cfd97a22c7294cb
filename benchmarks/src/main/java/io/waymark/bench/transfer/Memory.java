package io.waymark.bench.transfer;

import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Looks once a second at how much memory a service has in use: to ask for its metrics costs the service some milliseconds. */
final class Memory implements AutoCloseable {

    private static final double MIB = 1024 * 1024;
    private static final long PAUSE_MILLIS = 1000;

    private final ServiceProcess service;
    private final Thread thread = new Thread(this::look, "memory");
    private volatile double heap;
    private volatile long resident;

    Memory(ServiceProcess service) {
        this.service = service;
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        try {
            while (!Thread.interrupted()) {
                heap = Math.max(heap, service.sum("jvm_memory_used_bytes", "area=\"heap\""));
                resident = Math.max(resident, service.residentBytes());
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException ended) {
            // the peak so far counts
        }
    }

    /** The most that was seen, garbage included. */
    String peak() {
        return "peak heap %.0f MiB, resident %.0f MiB".formatted(heap / MIB, resident / MIB);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
