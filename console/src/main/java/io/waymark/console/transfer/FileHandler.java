package io.waymark.console.transfer;

import io.waymark.api.access.Caller;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.BodyLimit;
import io.waymark.api.request.JsonBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.UUID;

/** Takes files in, part by part as they come, on a thread that may wait. */
@ApplicationScoped
class FileHandler {

    /** Read to its end before it is refused: many clients only listen once they have said everything. */
    private static final int THROWN_AWAY_BYTES = 8 * 1024 * 1024;

    private final PartRepository parts;
    private final ImportConfig config;

    FileHandler(PartRepository parts, ImportConfig config) {
        this.parts = parts;
        this.config = config;
    }

    @Produces
    @Singleton
    static BodyLimit limit(ImportConfig config) {
        return new BodyLimit("POST /v1/shipments/import", config.maxBytes().asLongValue());
    }

    /**
     * A file that is stored, and is to be accepted or dropped.
     *
     * @param digest of its bytes
     */
    record Received(UUID id, Charset charset, long bytes, long lines, byte[] digest) {}

    /**
     * Stores a file. Fails with 409, 413 or 422, and leaves nothing then; so if the caller goes away.
     *
     * @param said the charset as the caller names it; empty if it does not
     */
    Received receive(Caller caller, InputStream body, Optional<Charset> said) {
        UUID id = UUID.randomUUID();
        try {
            byte[] first = body.readNBytes(PartRepository.BYTES);
            FileHead head = FileHead.of(first, said);
            if (!parts.begin(id, caller.merchantId(), caller.name(), head)
                    .await()
                    .indefinitely()) {
                throw tooMany();
            }
            return receive(id, head, first, body);
        } catch (ProblemException refusal) {
            throwAway(body);
            drop(id, refusal);
            throw refusal;
        } catch (IOException callerLeft) {
            drop(id, callerLeft);
            throw new UncheckedIOException(callerLeft);
        } catch (RuntimeException failure) {
            drop(id, failure);
            throw failure;
        }
    }

    private Received receive(UUID id, FileHead head, byte[] first, InputStream body) throws IOException {
        FileScan scan = new FileScan();
        byte[] part = first;
        for (int i = 0; part.length > 0; i++) {
            scan.add(part);
            if (scan.bytes() > config.maxBytes().asLongValue()) {
                throw new ProblemException(JsonBody.tooLarge(config.maxBytes().asLongValue()));
            }
            if (!parts.add(id, i, part).await().indefinitely()) {
                throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "The file came too slowly."));
            }
            part = body.readNBytes(PartRepository.BYTES);
        }
        scan.end();
        return new Received(
                id, head.isCertain() ? head.charset() : scan.charset(), scan.bytes(), scan.lines(), scan.digest());
    }

    private ProblemException tooMany() {
        return new ProblemException(Problem.of(
                ProblemType.CONFLICT,
                config.open() + " imports are under way: wait until one of them is done, or cancel one."));
    }

    private static void throwAway(InputStream body) {
        try {
            body.skip(THROWN_AWAY_BYTES);
        } catch (IOException callerLeft) {
            // nobody waits for the answer
        }
    }

    /** What cannot be dropped now is dropped when its lease is over. */
    private void drop(UUID id, Exception reason) {
        try {
            parts.drop(id).await().indefinitely();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
