package io.waymark.ingest.spool;

import static io.waymark.ingest.spool.Spools.drain;
import static io.waymark.ingest.spool.Spools.message;
import static io.waymark.ingest.spool.Spools.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that Kafka acknowledged after they were spooled. */
class SpoolSkipTest {

    @TempDir
    Path directory;

    @Test
    void whatKafkaHasByAnotherWayIsNotSentAndIsGone() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 5);
            spool.skip(1);
            spool.skip(2);

            assertThat(drain(spool)).extracting(Spools::id).containsExactly("id-0", "id-3", "id-4");
            assertThat(spool.records()).isZero();
            assertThat(spool.isFree(message("key-1", 9))).isTrue();
        }
        try (Spool spool = open(directory)) {
            assertThat(spool.records()).isZero();
        }
    }

    @Test
    void whatWasReadAndNotSentIsSentAfterARestartThoughSomethingBehindItNeedNotBe() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 5);
            spool.skip(2);
            spool.skip(4);

            assertThat(spool.next(50, 1 << 20)).extracting(Spools::id).containsExactly("id-0", "id-1", "id-3");
        }
        try (Spool spool = open(directory)) {
            assertThat(drain(spool))
                    .extracting(Spools::id)
                    .startsWith("id-0", "id-1")
                    .contains("id-3");
        }
    }

    @Test
    void theFilesOfASpoolWhoseLastRecordNeedNotBeSentAreDeleted() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 5);
            spool.skip(4);
            spool.done(spool.next(50, 1 << 20));
            append(spool, 5, 7);
            assertThat(drain(spool)).extracting(Spools::id).containsExactly("id-5", "id-6");

            spool.trim();

            await().untilAsserted(() -> {
                assertThat(drain(spool)).isEmpty();
                assertThat(directory.toFile().list((folder, name) -> name.endsWith(".log")))
                        .isEmpty();
            });
        }
    }

    private static void append(Spool spool, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            spool.append(message("key-" + i % 7, i)).get();
        }
    }
}
