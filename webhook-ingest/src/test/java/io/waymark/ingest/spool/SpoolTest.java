package io.waymark.ingest.spool;

import static io.waymark.ingest.spool.Spools.drain;
import static io.waymark.ingest.spool.Spools.message;
import static io.waymark.ingest.spool.Spools.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    Path directory;

    @Test
    void whatWasAppendedIsReadAfterARestartAsItWas() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 100);
        }

        try (Spool spool = open(directory)) {
            assertThat(spool.records()).isEqualTo(100);
            List<Spooled> read = drain(spool);
            assertThat(read).extracting(Spools::id).containsExactlyElementsOf(ids(0, 100));
            for (int i = 0; i < 100; i++) {
                SpoolRecord expected = message("key-" + i % 7, i);
                SpoolRecord actual = read.get(i).message();
                assertThat(actual.kafka().key()).isEqualTo(expected.kafka().key());
                assertThat(actual.kafka().topic()).isEqualTo(expected.kafka().topic());
                assertThat(actual.kafka().value()).isEqualTo(expected.kafka().value());
                assertThat(actual.kafka().headers()).isEqualTo(expected.kafka().headers());
                assertThat(actual.time()).isEqualTo(expected.time());
            }
        }
    }

    @Test
    void whatWasSentIsNotSentAgainAfterARestart() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 10);
            spool.done(spool.next(4, 1 << 20));
        }

        try (Spool spool = open(directory)) {
            assertThat(drain(spool)).extracting(Spools::id).containsExactlyElementsOf(ids(4, 10));
        }
    }

    @Test
    void aKeyIsBusyFromItsFirstRecordToItsLast() throws Exception {
        try (Spool spool = open(directory)) {
            assertThat(spool.isFree(message("a", 9))).isTrue();
            spool.append(message("a", 0)).get();
            spool.append(message("a", 1)).get();

            spool.done(spool.next(50, 1 << 20));
            assertThat(spool.isFree(message("a", 9))).isFalse();
            assertThat(spool.isFree(message("b", 9))).isTrue();

            spool.done(spool.next(50, 1 << 20));
            assertThat(spool.isFree(message("a", 9))).isTrue();
        }
    }

    @Test
    void aKeyThatWasBusyIsBusyAfterARestart() throws Exception {
        try (Spool spool = open(directory)) {
            spool.append(message("a", 0)).get();
        }

        try (Spool spool = open(directory)) {
            assertThat(spool.isFree(message("a", 1))).isFalse();
            drain(spool);
            assertThat(spool.isFree(message("a", 1))).isTrue();
        }
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        Path own = directory.resolve("own");
        open(own).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
    }

    @Test
    void noTwoRecordsOfOneKeyAreReadTogether() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 100);

            Spools.drain(spool, chunk -> assertThat(chunk)
                    .extracting(each -> each.message().kafka().key())
                    .doesNotHaveDuplicates());
        }
    }

    @Test
    void aFullSpoolTakesNothingMoreUntilItIsDrained() throws Exception {
        try (Spool spool = new Spool(new SpoolSettings(directory, 8192, 2048, Spools.WRITE_WITHIN), damage -> {})) {
            int kept = 0;
            while (fits(spool.append(message("key", kept)))) {
                kept++;
            }

            assertThat(kept).isBetween(10, 30);
            assertThatThrownBy(() -> spool.append(message("key", 99)).get())
                    .hasCauseInstanceOf(SpoolFullException.class);
            assertThat(spool.bytes()).isLessThanOrEqualTo(8192);
            assertThat(drain(spool)).hasSize(kept);
            spool.trim();
            await().untilAsserted(() -> {
                drain(spool);
                assertThat(spool.room()).isEqualTo(8192);
            });
            assertThat(spool.append(message("key", 100)).get()).isGreaterThanOrEqualTo(kept);
        }
    }

    @Test
    void whatCannotBeWrittenFailsAndLaterWritesAreTriedAgain() throws Exception {
        Path spools = Files.createDirectories(directory.resolve("spool"));
        try (Spool spool = open(spools)) {
            Path gone = Files.move(spools, directory.resolve("gone"));

            assertThatThrownBy(() -> spool.append(message("a", 0)).get()).hasCauseInstanceOf(IOException.class);
            assertThat(spool.room()).isZero();
            assertThat(spool.isFree(message("a", 0))).isTrue();

            Files.move(gone, spools);
            await().untilAsserted(
                            () -> assertThat(spool.append(message("a", 1))).succeedsWithin(Duration.ofSeconds(5)));
            assertThat(spool.room()).isPositive();
            assertThat(drain(spool)).extracting(Spools::id).containsExactly("id-1");
        }
    }

    @Test
    void oneProcessHasIt() throws Exception {
        try (Spool spool = open(directory)) {
            assertThat(spool.records()).isZero();
            assertThatThrownBy(() -> open(directory)).isInstanceOf(IOException.class);
        }
        open(directory).close();
    }

    @Test
    void drainedFilesAreDeleted() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 100);
            assertThat(segments()).isGreaterThan(5);

            drain(spool);
            spool.trim();

            await().untilAsserted(() -> {
                drain(spool);
                assertThat(segments()).isZero();
            });
        }
        open(directory).close();
    }

    @Test
    void aFullDiskGetsTheRoomOfDrainedFilesBackThoughItHasNoneToRememberThem() throws Exception {
        List<Spooled> sent = new ArrayList<>();
        try (Spool spool = open(directory)) {
            append(spool, 0, 100);
            long before = segments();
            Path inTheWay = Files.createDirectory(directory.resolve("drained.new"));

            assertThatThrownBy(() -> Spools.drain(spool, sent::addAll)).isInstanceOf(IOException.class);
            assertThat(segments()).isEqualTo(before - 1);

            Files.delete(inTheWay);
            Spools.drain(spool, sent::addAll);
        }
        assertThat(sent).extracting(Spools::id).containsExactlyElementsOf(ids(0, 100));
    }

    @Test
    void aRefusedRecordIsKeptAside() throws Exception {
        try (Spool spool = open(directory)) {
            append(spool, 0, 3);
            List<Spooled> chunk = spool.next(3, 1 << 20);

            spool.refuse(chunk.get(1));

            Path aside = directory.resolve("refused").resolve("00000000000000000001.log");
            BatchRecord batch = BatchRecord.at(ByteBuffer.wrap(Files.readAllBytes(aside)), 0);
            assertThat(batch).isNotNull();
            assertThat(batch.records(1)).extracting(Spools::id).containsExactly("id-1");
        }
    }

    private static boolean fits(CompletableFuture<Long> appended) throws InterruptedException {
        try {
            appended.get();
            return true;
        } catch (ExecutionException full) {
            return false;
        }
    }

    private static void append(Spool spool, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            spool.append(message("key-" + i % 7, i)).get();
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log")).count();
        }
    }
}
