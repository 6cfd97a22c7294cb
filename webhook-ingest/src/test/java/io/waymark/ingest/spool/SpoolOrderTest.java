package io.waymark.ingest.spool;

import static io.waymark.ingest.spool.Spools.message;
import static io.waymark.ingest.spool.Spools.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolOrderTest {

    @TempDir
    Path directory;

    /** Appends, drains and restarts in any order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsTheOrderOfEveryKeyWhateverHappens(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, List<Integer>> appended = new HashMap<>();
        Map<String, List<Integer>> sent = new HashMap<>();
        int number = 0;
        for (int run = 0; run < 5; run++) {
            try (Spool spool = open(directory)) {
                for (int step = 0; step < 40; step++) {
                    for (int i = random.nextInt(20); i > 0; i--) {
                        String key = "key-" + random.nextInt(9);
                        appended.computeIfAbsent(key, k -> new ArrayList<>()).add(number);
                        spool.append(message(key, number++));
                    }
                    if (random.nextBoolean()) {
                        send(spool, spool.next(random.nextInt(30), 1 << 20), sent);
                    }
                }
            }
        }
        try (Spool spool = open(directory)) {
            Spools.drain(spool, chunk -> note(chunk, sent));
        }
        assertThat(sent).isEqualTo(appended);
    }

    @Test
    void manyThreadsMayAppendAndEachKeepsItsOrder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Map<String, List<Integer>> sent = new HashMap<>();
        try (Spool spool = open(directory)) {
            List<CompletableFuture<Void>> done = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String key = "key-" + thread;
                done.add(CompletableFuture.runAsync(() -> appendHundred(spool, key), threads));
            }
            done.forEach(CompletableFuture::join);
            Spools.drain(spool, chunk -> note(chunk, sent));
        } finally {
            threads.shutdownNow();
        }

        assertThat(sent).hasSize(8);
        assertThat(sent.values())
                .allSatisfy(numbers -> assertThat(numbers).hasSize(100).isSorted());
    }

    private static void appendHundred(Spool spool, String key) {
        List<CompletableFuture<Long>> appended = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            appended.add(spool.append(message(key, i)));
        }
        appended.forEach(CompletableFuture::join);
    }

    private static void send(Spool spool, List<Spooled> chunk, Map<String, List<Integer>> sent) {
        note(chunk, sent);
        spool.done(chunk);
    }

    private static void note(List<Spooled> chunk, Map<String, List<Integer>> sent) {
        chunk.forEach(each -> sent.computeIfAbsent(each.message().kafka().key(), k -> new ArrayList<>())
                .add(Integer.parseInt(Spools.id(each).substring(3))));
    }
}
