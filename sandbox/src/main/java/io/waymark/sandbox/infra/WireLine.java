package io.waymark.sandbox.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection over a {@link Wire}: a thread for each direction. */
final class WireLine {

    private static final Logger LOG = System.getLogger(WireLine.class.getName());
    private static final int PIECE = 16 * 1024;
    private static final int CONNECT_MILLIS = 3_000;

    private final Wire wire;
    private final Socket caller;
    private final Socket server = new Socket();
    private final AtomicInteger open = new AtomicInteger(2);
    private volatile boolean lost;

    WireLine(Wire wire, Socket caller) {
        this.wire = wire;
        this.caller = caller;
    }

    /** Something that may fail because a connection is no more. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    static void inBackground(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        LOG.log(Level.DEBUG, "wire ended", ended);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "wire");
        thread.setDaemon(true);
        thread.start();
    }

    /** Connects to the server and carries what the caller says; returns when it has said all. */
    void carry(int port) throws InterruptedException {
        try {
            wire.pass(0);
            server.setTcpNoDelay(true);
            caller.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(Ports.HOST, port), CONNECT_MILLIS);
            inBackground(() -> carryBack());
            copy(caller, server);
        } catch (IOException broken) {
            reset();
        }
    }

    /** What becomes of a server that is lost is nothing that a caller can know. */
    private void carryBack() throws InterruptedException {
        try {
            copy(server, caller);
        } catch (IOException broken) {
            if (!lost) {
                reset();
            }
        }
    }

    private void copy(Socket from, Socket to) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] piece = new byte[PIECE];
        int read = in.read(piece);
        while (read >= 0) {
            wire.pass(read);
            out.write(piece, 0, read);
            read = in.read(piece);
        }
        wire.pass(0);
        to.shutdownOutput();
        if (open.decrementAndGet() == 0) {
            caller.close();
            server.close();
            wire.forget(this);
        }
    }

    /** The server's side is reset; the caller learns of it when it next says something that gets through. */
    void loseServer() {
        lost = true;
        reset(server);
    }

    /** Both sides are. */
    void reset() {
        reset(caller);
        reset(server);
        wire.forget(this);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // closes with RST
            socket.close();
        } catch (IOException closed) {
            LOG.log(Level.DEBUG, "closed before", closed);
        }
    }
}
