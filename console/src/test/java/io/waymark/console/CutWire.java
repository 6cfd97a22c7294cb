package io.waymark.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to another port that can be cut: connections break, and new ones are refused until it is mended. */
final class CutWire implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.waymark.console.wire");

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    CutWire(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        background(this::admit);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        isCut = true;
        open.forEach(CutWire::shut);
        open.clear();
    }

    void mend() {
        isCut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void admit() throws IOException {
        while (!door.isClosed()) {
            Socket near = door.accept();
            if (isCut) {
                shut(near);
                continue;
            }
            Socket far = new Socket(host, port);
            open.add(near);
            open.add(far);
            background(() -> copy(near, far));
            background(() -> copy(far, near));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that ends with an I/O failure when the wire is cut, as it should. */
    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                LOG.log(System.Logger.Level.DEBUG, "wire ended", ended);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
