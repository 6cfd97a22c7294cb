package io.waymark.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a sender, kept alive, with one request at a time; opened anew when it was cut. Reads just as much of HTTP
 * as it takes to know the answer, so that the sender costs little beside what is measured. Belongs to one event loop.
 */
final class LoadConnection {

    /** What became of a request. */
    enum Answer {
        SUCCESS,
        SHED,
        OTHER,
        CUT
    }

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final NetClient client;
    private final int port;
    private @Nullable NetSocket socket;
    private @Nullable Consumer<Answer> waiting;
    private Buffer received = Buffer.buffer();

    LoadConnection(NetClient client, int port) {
        this.client = client;
        this.port = port;
    }

    /** Sends what is written at once, and tells the answer later. */
    void send(Buffer request, Consumer<Answer> answered) {
        waiting = answered;
        NetSocket open = socket;
        if (open != null) {
            open.write(request);
            return;
        }
        Buffer copy = request.copy();
        client.connect(port, "localhost").onSuccess(opened -> use(opened, copy)).onFailure(e -> answer(Answer.CUT));
    }

    void close() {
        if (socket != null) {
            socket.close();
        }
    }

    private void use(NetSocket opened, Buffer request) {
        socket = opened;
        received = Buffer.buffer();
        opened.handler(this::read);
        opened.exceptionHandler(e -> {});
        opened.closeHandler(closed -> {
            socket = null;
            answer(Answer.CUT);
        });
        opened.write(request);
    }

    private void read(Buffer bytes) {
        received.appendBuffer(bytes);
        String text = received.toString(US_ASCII);
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0) {
            return;
        }
        String fields = text.substring(0, head).toLowerCase(Locale.ROOT);
        int body = head + END_OF_HEAD.length();
        if (text.length() >= body + length(fields)) {
            received = Buffer.buffer();
            answer(meaning(text.substring(9, 12), text.substring(body)));
        }
    }

    private static int length(String fields) {
        int place = fields.indexOf("content-length:");
        if (place < 0) {
            throw new IllegalStateException("an answer without a length");
        }
        int end = fields.indexOf('\r', place);
        return Integer.parseInt(
                fields.substring(place + 15, end < 0 ? fields.length() : end).strip());
    }

    private static Answer meaning(String status, String body) {
        return switch (status) {
            case "200" -> body.contains("true") ? Answer.SUCCESS : Answer.OTHER;
            case "503", "429" -> Answer.SHED;
            default -> Answer.OTHER;
        };
    }

    private void answer(Answer answer) {
        Consumer<Answer> told = waiting;
        waiting = null;
        if (told != null) {
            told.accept(answer);
        }
    }
}
