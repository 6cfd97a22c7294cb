package io.waymark.sandbox.infra;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waymark.sandbox.infra.Wire.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Between a caller and a server that says everything again. */
@Timeout(20)
class WireTest {

    private static final int A_WHILE_MILLIS = 300;

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket server;
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getByName(Ports.HOST));
        WireLine.inBackground(this::serve);
        wire = Wire.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        server.close();
    }

    @Test
    void carriesWhatIsSaidInBothDirectionsToItsEnd() throws IOException {
        try (Socket caller = call()) {
            assertThat(echo(caller, "hello")).isEqualTo("hello");
            caller.shutdownOutput();
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> connections.get() == 0);
    }

    @Test
    void isLateInEitherDirection() throws IOException {
        try (Socket caller = call()) {
            echo(caller, "hello");
            wire.trouble(Trouble.LATE);
            long began = System.nanoTime();
            assertThat(echo(caller, "again")).isEqualTo("again");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
        }
    }

    @Test
    void isNarrow() throws IOException {
        try (Socket caller = call()) {
            String many = "x".repeat(12 * 1024);
            wire.trouble(Trouble.NARROW);
            long began = System.nanoTime();
            assertThat(echo(caller, many)).isEqualTo(many);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        }
    }

    @Test
    void resetsConnectionsUntilItIsMended() throws IOException {
        try (Socket caller = call()) {
            echo(caller, "hello");
            wire.trouble(Trouble.RESET);
            assertThatThrownBy(() -> echo(caller, "again")).isInstanceOf(SocketException.class);
        }
        try (Socket caller = call()) {
            assertThatThrownBy(() -> echo(caller, "again")).isInstanceOf(SocketException.class);
        }
        await().until(() -> connections.get() == 0);

        wire.mend();
        try (Socket caller = call()) {
            assertThat(echo(caller, "at last")).isEqualTo("at last");
        }
    }

    @Test
    void keepsWhatIsSaidIntoABlackHoleUntilItIsMended() throws IOException {
        try (Socket before = call()) {
            echo(before, "hello");
            wire.trouble(Trouble.BLACK_HOLE);
            try (Socket meanwhile = call()) {
                say(before, "again");
                say(meanwhile, "hello");
                assertHearsNothing(before);
                assertHearsNothing(meanwhile);

                wire.mend();
                assertThat(hear(before, 5)).isEqualTo("again");
                assertThat(hear(meanwhile, 5)).isEqualTo("hello");
            }
        }
    }

    @Test
    void aHalfOpenConnectionIsGoneForTheServerAndStaysForTheCallerUntilItSpeaks() throws IOException {
        try (Socket caller = call()) {
            echo(caller, "hello");
            wire.trouble(Trouble.HALF_OPEN);
            await().until(() -> connections.get() == 0);
            assertHearsNothing(caller);

            wire.mend();
            assertHearsNothing(caller);
            say(caller, "again");
            assertThatThrownBy(() -> hear(caller, 5)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void resetsWhoeverCallsAServerThatIsAway() throws IOException {
        server.close();
        try (Socket caller = call()) {
            assertThatThrownBy(() -> echo(caller, "hello")).isInstanceOf(SocketException.class);
        }
    }

    private Socket call() throws IOException {
        Socket caller = new Socket(Ports.HOST, wire.port());
        caller.setSoTimeout(10_000);
        return caller;
    }

    private static String echo(Socket caller, String words) throws IOException {
        say(caller, words);
        return hear(caller, words.length());
    }

    private static void say(Socket caller, String words) throws IOException {
        caller.getOutputStream().write(words.getBytes(US_ASCII));
    }

    /** So many characters; fails where the connection ends before. */
    private static String hear(Socket caller, int length) throws IOException {
        byte[] heard = caller.getInputStream().readNBytes(length);
        if (heard.length < length) {
            throw new SocketException("the end");
        }
        return new String(heard, US_ASCII);
    }

    private static void assertHearsNothing(Socket caller) throws IOException {
        caller.setSoTimeout(A_WHILE_MILLIS);
        assertThatThrownBy(() -> caller.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        caller.setSoTimeout(10_000);
    }

    private void serve() throws IOException {
        while (!server.isClosed()) {
            Socket caller = server.accept();
            connections.incrementAndGet();
            WireLine.inBackground(() -> {
                try (caller) {
                    caller.getInputStream().transferTo(caller.getOutputStream());
                } finally {
                    connections.decrementAndGet();
                }
            });
        }
    }
}
