package io.waymark.console.transfer;

import io.smallrye.mutiny.Uni;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes files in, part by part as they come, on a thread that may wait. */
@ApplicationScoped
public class FileHandler {

    /** Of a file that is refused so much is read. */
    private static final int THROWN_AWAY = 8 * 1024 * 1024 / PartRepository.BYTES;

    /** Files that a process receives at a time; there are more threads than that. */
    private static final int AT_A_TIME = 32;

    /** What a form may have beside its file. */
    private static final int FORM_BYTES = 64 * 1024;

    private final PartRepository parts;
    private final ImportRepository imports;
    private final ImportConfig config;
    private final Uploads uploads;

    FileHandler(PartRepository parts, ImportRepository imports, ImportConfig config) {
        this.parts = parts;
        this.imports = imports;
        this.config = config;
        this.uploads = new Uploads(AT_A_TIME, config.open());
    }

    @Produces
    @Singleton
    static BodyLimit limit(ImportConfig config) {
        return new BodyLimit("POST /v1/shipments/import", config.maxBytes().asLongValue());
    }

    @Produces
    @Singleton
    static BodyLimit limitOfForms(ImportConfig config) {
        return new BodyLimit("POST /ui/imports", config.maxBytes().asLongValue() + FORM_BYTES);
    }

    /**
     * A file that is stored, and is to be accepted or dropped.
     *
     * @param digest of its bytes
     * @param isStored false if the merchant has as many imports under way as it may have: then only its digest is known
     */
    record Received(UUID id, Charset charset, long bytes, long lines, byte[] digest, boolean isStored) {}

    /**
     * Takes a file once it is whole and safe. Fails with 409, 413, 422 or 503, and leaves nothing then.
     *
     * @param file leads to its first byte within the time it is given; only asked once there is room for one more
     */
    public ImportView take(Caller caller, Function<Duration, InputStream> file) {
        Received received = receive(caller, file, Optional.empty(), false);
        return accept(caller, received)
                .onTermination()
                .call(() -> parts.drop(received.id()).onFailure().recoverWithNull())
                .await()
                .indefinitely();
    }

    /** Begins an import of a file that was stored; fails with 409 if it was not, for there were too many. */
    Uni<ImportView> accept(Caller caller, Received received) {
        return !received.isStored()
                ? Uni.createFrom().failure(tooMany())
                : parts.accept(received.id(), received.charset(), received.bytes(), received.lines())
                        .chain(() -> imports.find(caller.merchantId(), received.id()))
                        .map(found -> found.orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemType.UNAVAILABLE, "The file was given up meanwhile: send it again."))))
                        .map(stored -> ImportView.of(stored, Instant.now()));
    }

    /** The most that a file may have, in bytes. */
    public long mostBytes() {
        return config.maxBytes().asLongValue();
    }

    /**
     * Stores a file. Fails with 409, 413, 422 or 503, and leaves nothing then; so if the caller goes away.
     *
     * @param said the charset as the caller names it; empty if it does not
     * @param mayBeRepeated whether it may have been taken before, and is then to be known again however many are under way
     */
    Received receive(Caller caller, InputStream body, Optional<Charset> said, boolean mayBeRepeated) {
        return receive(caller, patience -> body, said, mayBeRepeated);
    }

    private Received receive(
            Caller caller, Function<Duration, InputStream> file, Optional<Charset> said, boolean mayBeRepeated) {
        uploads.begin(caller.merchantId());
        try {
            InputStream body = file.apply(config.lease());
            return receive(caller, new PartReader(body, config.lease(), System::nanoTime), said, mayBeRepeated);
        } finally {
            uploads.end(caller.merchantId());
        }
    }

    private Received receive(Caller caller, PartReader body, Optional<Charset> said, boolean mayBeRepeated) {
        UUID id = UUID.randomUUID();
        try {
            byte[] first = body.next();
            FileHead head = FileHead.of(first, said);
            boolean isStored = parts.begin(id, caller.merchantId(), caller.name(), head)
                    .await()
                    .indefinitely();
            if (!isStored && !mayBeRepeated) {
                throw tooMany();
            }
            return receive(id, head, first, body, isStored);
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

    private Received receive(UUID id, FileHead head, byte[] first, PartReader body, boolean isStored)
            throws IOException {
        FileScan scan = new FileScan();
        byte[] part = first;
        for (int i = 0; part.length > 0; i++) {
            scan.add(part);
            if (scan.bytes() > config.maxBytes().asLongValue()) {
                throw new ProblemException(JsonBody.tooLarge(config.maxBytes().asLongValue()));
            }
            if (isStored && !parts.add(id, i, part).await().indefinitely()) {
                throw PartReader.tooSlow();
            }
            part = body.next();
        }
        scan.end();
        Charset charset = head.isCertain() ? head.charset() : scan.charset();
        return new Received(id, charset, scan.bytes(), scan.lines(), scan.digest(), isStored);
    }

    private ProblemException tooMany() {
        return new ProblemException(Problem.of(
                ProblemType.CONFLICT,
                config.open() + " imports are under way: wait until one of them is done, or cancel one."));
    }

    private static void throwAway(PartReader body) {
        try {
            body.throwAway(THROWN_AWAY);
        } catch (IOException | ProblemException callerLeft) {
            // nobody waits for the answer, or it comes too slowly
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
