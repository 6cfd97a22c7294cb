package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/**
 * A form with a file, read as it comes: nothing of it is kept, in memory or on disk. The fields must come before the file, as
 * browsers send them. What is no such form, has much that is no file, or breaks off is a 400; where the file takes too long to begin,
 * a 503.
 */
final class FileFormIntake extends InputStream {

    /** Much more than our forms have before the file, and than any browser writes around it. */
    private static final int MOST_BESIDE = 16 * 1024;

    private static final int AT_ONCE = 8 * 1024;
    private static final Pattern NAME = Pattern.compile("(?i)(?:^|;)\\s*name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i)(?:^|;)\\s*filename=");

    private final InputStream body;
    private final MultipartParser.ParseState parser;
    private final Map<String, String> fields = new HashMap<>();
    private final byte[] read = new byte[AT_ONCE];
    private final ByteArrayOutputStream fileRead = new ByteArrayOutputStream(AT_ONCE);

    private ByteBuffer file = ByteBuffer.allocate(0);
    private State state = State.BEFORE;
    private int beside;

    private enum State {
        BEFORE,
        IN_FILE,
        BEHIND
    }

    /**
     * Reads on up to where the file begins.
     *
     * @param patience how long that may take
     * @param nanos a clock
     */
    FileFormIntake(@Nullable MediaType type, InputStream body, Duration patience, LongSupplier nanos) {
        String boundary = type == null ? null : type.getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw malformed();
        }
        this.body = body;
        this.parser = MultipartParser.beginParse(new Parts(), boundary.getBytes(US_ASCII), UTF_8.name());
        long begin = nanos.getAsLong();
        try {
            while (state == State.BEFORE) {
                readOn();
                if (nanos.getAsLong() - begin > patience.toNanos()) {
                    throw tooSlow();
                }
            }
        } catch (IOException callerLeft) {
            throw malformed();
        }
    }

    /** What was said under a name; null if nothing. */
    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** The bytes of the file, to where it ends: fails where the form breaks off before. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!file.hasRemaining() && state == State.IN_FILE) {
            readOn();
        }
        if (!file.hasRemaining()) {
            return -1;
        }
        int some = Math.min(length, file.remaining());
        file.get(into, offset, some);
        return some;
    }

    private void readOn() throws IOException {
        int some = body.read(read);
        if (some < 0) {
            throw malformed();
        }
        beside += some;
        try {
            parser.parse(ByteBuffer.wrap(read, 0, some));
        } catch (MultipartParser.MalformedMessageException e) {
            throw malformed();
        }
        if (beside > MOST_BESIDE) {
            throw malformed();
        }
        file = ByteBuffer.wrap(fileRead.toByteArray());
        fileRead.reset();
    }

    private static ProblemException malformed() {
        return new ProblemException(
                Problem.of(ProblemType.MALFORMED, "The form is not one with a file, or is not whole."));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "The form came too slowly."));
    }

    /** What the form consists of, one after the other. */
    private final class Parts implements MultipartParser.PartHandler {

        private final ByteArrayOutputStream field = new ByteArrayOutputStream();
        private String name = "";

        @Override
        public void beginPart(CaseInsensitiveMap<String> headers) {
            String said = String.valueOf(headers.getFirst("Content-Disposition"));
            Matcher named = NAME.matcher(said);
            name = named.find() ? named.group(1) : "";
            field.reset();
            if (state == State.BEFORE && FILE.matcher(said).find()) {
                state = State.IN_FILE;
            }
        }

        @Override
        public void data(ByteBuffer bytes) {
            byte[] some = new byte[bytes.remaining()];
            bytes.get(some);
            if (state == State.IN_FILE) {
                fileRead.writeBytes(some);
                beside = 0;
            } else if (state == State.BEFORE) {
                field.writeBytes(some);
            }
        }

        @Override
        public void endPart() {
            if (state == State.IN_FILE) {
                state = State.BEHIND;
            } else if (state == State.BEFORE) {
                fields.putIfAbsent(name, field.toString(UTF_8));
            }
        }
    }
}
