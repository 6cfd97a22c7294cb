package io.waymark.ingest.spool;

import static io.waymark.ingest.spool.Spools.drain;
import static io.waymark.ingest.spool.Spools.message;
import static io.waymark.ingest.spool.Spools.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not answer, and what cannot be written at all. */
@Timeout(60)
class SpoolDiskTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void whileTheDiskHangsThereIsNoRoomAndNoMoreWaitsThanMay() throws Exception {
        SpoolSettings settings = new SpoolSettings(directory, 1 << 30, 2048, Spools.WRITE_WITHIN);
        try (Spool spool = new Spool(settings, damage -> {})) {
            // whoever opens a pipe to write waits until somebody reads
            Path hanging = pipe(directory.resolve("drained.new"));
            List<CompletableFuture<Long>> waiting = new ArrayList<>();
            while (waiting.stream().noneMatch(CompletableFuture::isDone)) {
                waiting.add(spool.append(large()));
            }
            CompletableFuture<Long> refused = waiting.remove(waiting.size() - 1);

            assertThatThrownBy(refused::get).hasCauseInstanceOf(SpoolFullException.class);
            assertThat(waiting).hasSizeBetween(32, 64);
            await().untilAsserted(() -> assertThat(spool.room()).isZero());

            goOn(hanging);
            waiting.forEach(each -> assertThat(each).failsWithin(SOON));
            await().untilAsserted(() -> assertThat(spool.room()).isPositive());
            assertThat(spool.append(message("a", 1))).succeedsWithin(SOON);
            assertThat(drain(spool)).extracting(Spools::id).containsExactly("id-1");
        }
    }

    @Test
    void aRecordThatCannotBeWrittenAtAllIsNotTheEndOfWriting() throws Exception {
        try (Spool spool = open(directory)) {
            ProducerRecord<String, byte[]> timeless = new ProducerRecord<>("waymark.raw.v1", "a", new byte[1]);

            assertThat(spool.append(new SpoolRecord(timeless))).failsWithin(SOON);

            await().untilAsserted(
                            () -> assertThat(spool.append(message("a", 1))).succeedsWithin(SOON));
            assertThat(drain(spool)).extracting(Spools::id).containsExactly("id-1");
        }
    }

    private static SpoolRecord large() {
        return new SpoolRecord(new ProducerRecord<>("waymark.raw.v1", null, 0L, "large", new byte[1 << 20]));
    }

    private static Path pipe(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        return path;
    }

    /** The write that hangs fails, and no other hangs. */
    private static void goOn(Path pipe) throws IOException {
        Path aside = Files.move(pipe, pipe.resolveSibling("pipe"));
        try (InputStream reader = Files.newInputStream(aside)) {
            assertThat(reader.read()).isNotNegative();
        }
    }
}
