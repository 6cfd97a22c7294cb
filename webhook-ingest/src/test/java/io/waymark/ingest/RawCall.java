package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A call written byte by byte, as no well-behaved client does. */
final class RawCall implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    private RawCall(Socket socket) {
        this.socket = socket;
    }

    /** Begins one: nothing but its head, with these header lines. */
    static RawCall post(String path, String... headers) throws IOException {
        return begin("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n"));
    }

    /** Begins one with whatever that is. */
    static RawCall begin(String text) throws IOException {
        RawCall call = new RawCall(new Socket("localhost", RestAssured.port));
        call.socket.setSoTimeout(PATIENCE_MILLIS);
        return call.write(text);
    }

    RawCall write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Writes one chunk of a chunked body. */
    RawCall chunk(String text) throws IOException {
        return write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    /** The next head that the server sends: its status line and headers. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw new IOException("closed after: " + head);
    }

    /** Whether the server closes the connection within the time that a test waits. */
    boolean isClosedByServer() throws IOException {
        return isClosedByServer(PATIENCE_MILLIS);
    }

    /** Whether the server closes the connection within some milliseconds. */
    boolean isClosedByServer(int withinMillis) throws IOException {
        socket.setSoTimeout(withinMillis);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
