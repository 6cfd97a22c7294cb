package io.waymark.sandbox.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a TCP server on this machine, which can be given a {@link Trouble}. Listens on a free port of the loopback interface.
 * Where the server is away, a caller is let in and reset at once.
 */
public final class Wire implements AutoCloseable {

    private static final int WAITING_CALLERS = 200;
    private static final int EVERYTHING = Integer.MAX_VALUE;

    /** What is wrong with a wire. */
    public enum Trouble {
        /** Nothing. */
        NONE(0, EVERYTHING),
        /** Everything is a fifth of a second late, in either direction. */
        LATE(200, EVERYTHING),
        /** 32 KiB a second and connection get through, in either direction. */
        NARROW(0, 32 * 1024),
        /** Connections are reset, also new ones. */
        RESET(0, EVERYTHING),
        /** The server knows of no connection any more, and callers do not notice: as when its machine lost power. */
        HALF_OPEN(0, EVERYTHING),
        /** Nothing gets through and nobody is told, as where a cable was pulled; what was sent arrives when that is over. */
        BLACK_HOLE(0, EVERYTHING);

        private final int lateMillis;
        private final int bytesPerSecond;

        Trouble(int lateMillis, int bytesPerSecond) {
            this.lateMillis = lateMillis;
            this.bytesPerSecond = bytesPerSecond;
        }

        private boolean isSilent() {
            return this == HALF_OPEN || this == BLACK_HOLE;
        }

        private long millisFor(int bytes) {
            return bytesPerSecond == EVERYTHING ? lateMillis : bytes * 1000L / bytesPerSecond;
        }
    }

    private final ServerSocket door;
    private final int server;
    private final Set<WireLine> lines = ConcurrentHashMap.newKeySet();
    private Trouble trouble = Trouble.NONE;

    private Wire(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, WAITING_CALLERS, InetAddress.getByName(Ports.HOST));
        WireLine.inBackground(this::admit);
    }

    /** Leads to that port of this machine, whether or not somebody listens there yet. */
    public static Wire to(int server) {
        try {
            return new Wire(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where callers find it. */
    public int port() {
        return door.getLocalPort();
    }

    /** From now on this is wrong with it, and nothing else. */
    public void trouble(Trouble next) {
        synchronized (this) {
            trouble = next;
            notifyAll();
        }
        if (next == Trouble.RESET) {
            lines.forEach(WireLine::reset);
        } else if (next == Trouble.HALF_OPEN) {
            lines.forEach(WireLine::loseServer);
        }
    }

    /** Nothing is wrong with it any more. */
    public void mend() {
        trouble(Trouble.NONE);
    }

    /** Resets all connections, and takes no others. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trouble(Trouble.RESET);
    }

    private void admit() throws IOException {
        while (!door.isClosed()) {
            WireLine line = new WireLine(this, door.accept());
            lines.add(line);
            WireLine.inBackground(() -> line.carry(server));
        }
    }

    void forget(WireLine line) {
        lines.remove(line);
    }

    /** Returns when something of that length may go on; fails where connections are reset. */
    void pass(int bytes) throws IOException, InterruptedException {
        long end = 0;
        while (true) {
            long millis;
            synchronized (this) {
                while (trouble.isSilent()) {
                    wait();
                }
                if (trouble == Trouble.RESET) {
                    throw new IOException("reset");
                }
                long now = System.nanoTime() / 1_000_000;
                end = end == 0 ? now + trouble.millisFor(bytes) : end;
                millis = end - now;
                if (millis <= 0) {
                    return;
                }
                wait(millis);
            }
        }
    }
}
