package io.waymark.sandbox.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes, whatever they are, to a port of this machine, and reads what comes until the server closes the connection. */
public final class RawClient {

    private static final int PATIENCE_MILLIS = 6_000;
    private static final int MORE_MILLIS = 700;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int SHORT = 16 * 1024;
    private static final String STREAM = "text/event-stream";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d{1,8})\r");

    private final int port;

    public RawClient(int port) {
        this.port = port;
    }

    /** The answer to a call that says that the connection is to be closed after it. */
    public RawAnswer send(byte[] call) throws IOException {
        return send(call, false);
    }

    /** @param isLeft whether the caller goes away once it has sent that */
    RawAnswer send(byte[] call, boolean isLeft) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            boolean isTaken = write(socket, call);
            if (isLeft && isTaken) {
                socket.shutdownOutput();
            }
            return read(socket);
        }
    }

    /** A server that has heard enough may close before all is sent; what it said is read all the same. */
    private static boolean write(Socket socket, byte[] call) {
        try {
            socket.getOutputStream().write(call);
            socket.getOutputStream().flush();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Whether the answer says its length, and has come; only short ones are looked at. */
    private static boolean isWhole(ByteArrayOutputStream all) {
        if (all.size() > SHORT) {
            return false;
        }
        RawAnswer answer = RawAnswer.of(all.toString(ISO_8859_1), true);
        Matcher length = LENGTH.matcher(answer.head());
        return answer.status() >= 200
                && (answer.has("content-type", STREAM)
                        || length.find() && answer.body().length() >= Integer.parseInt(length.group(1)));
    }

    /** A stream of events has no end: of it the head is all that is read. */
    private static RawAnswer read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] room = new byte[16 * 1024];
        InputStream in = socket.getInputStream();
        try {
            for (int read = in.read(room); read >= 0; read = in.read(room)) {
                all.write(room, 0, read);
                socket.setSoTimeout(MORE_MILLIS);
                if (all.size() > MOST_BYTES || isWhole(all)) {
                    break;
                }
            }
            return RawAnswer.of(all.toString(ISO_8859_1), true);
        } catch (SocketTimeoutException open) {
            return RawAnswer.of(all.toString(ISO_8859_1), false);
        } catch (SocketException reset) {
            return RawAnswer.of(all.toString(ISO_8859_1), true);
        }
    }
}
