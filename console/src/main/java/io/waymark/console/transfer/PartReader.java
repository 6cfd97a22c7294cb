package io.waymark.console.transfer;

import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Reads a file part by part as it comes, but not from a caller that would take for ever. */
final class PartReader {

    private final InputStream file;
    private final long patience;
    private final LongSupplier nanos;

    /**
     * @param patience how long a part may take
     * @param nanos a clock
     */
    PartReader(InputStream file, Duration patience, LongSupplier nanos) {
        this.file = file;
        this.patience = patience.toNanos();
        this.nanos = nanos;
    }

    /** The next part; empty behind the last. Fails with 503 if it comes too slowly. */
    byte[] next() throws IOException {
        byte[] part = new byte[PartRepository.BYTES];
        long begin = nanos.getAsLong();
        int length = 0;
        int read = 0;
        while (length < part.length && read >= 0) {
            read = file.read(part, length, part.length - length);
            length += Math.max(0, read);
            if (nanos.getAsLong() - begin > patience) {
                throw tooSlow();
            }
        }
        return length < part.length ? Arrays.copyOf(part, length) : part;
    }

    /** Reads on for nothing: many clients only listen once they have said everything. */
    void throwAway(int parts) throws IOException {
        for (int i = 0; i < parts && next().length > 0; i++) {
            // it is not wanted
        }
    }

    static ProblemException tooSlow() {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "The file came too slowly."));
    }
}
