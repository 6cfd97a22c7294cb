package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Asks for a table and takes no more of it than it is told to: there is hardly any room for it on its side. */
final class SlowReader implements AutoCloseable {

    private static final int ROOM = 8 * 1024;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    SlowReader(URI url, String key) throws IOException {
        socket.setReceiveBufferSize(ROOM);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        in = new BufferedInputStream(socket.getInputStream(), ROOM);
        socket.getOutputStream()
                .write(("GET /v1/shipments/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                        .getBytes(US_ASCII));
    }

    /** Waits until the answer begins; its status. */
    int begin() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        while (!line().isEmpty()) {
            // the headers
        }
        return status;
    }

    /** Takes the rest of it, which ends as an answer should. */
    String rest() throws IOException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        for (int length = length(); length > 0; length = length()) {
            table.write(in.readNBytes(length));
            line();
        }
        return table.toString(UTF_8);
    }

    /** Of the next chunk. */
    private int length() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new IOException("the answer breaks off");
            }
            line.append((char) one);
        }
        return line.toString().strip();
    }

    /** Goes without a word. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
