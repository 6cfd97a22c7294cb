package io.waymark.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.CloudEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Spools and their records, for tests. */
final class Spools {

    static final Duration WRITE_WITHIN = Duration.ofSeconds(1);

    private static final Instant TIME = Instant.parse("2026-11-22T08:00:00Z");

    private Spools() {}

    static SpoolSettings settings(Path directory) {
        return new SpoolSettings(directory, 1 << 20, 2048, WRITE_WITHIN);
    }

    /** One that nothing is wrong with. */
    static Spool open(Path directory) throws IOException {
        return new Spool(settings(directory), damage -> {
            throw new AssertionError(damage);
        });
    }

    static SpoolRecord message(String key, int number) {
        return new SpoolRecord(new ProducerRecord<>(
                "waymark.raw.v1",
                null,
                TIME.toEpochMilli() + number,
                key,
                ("{\"number\":" + number + ",\"text\":\"已签收\"}").getBytes(UTF_8),
                CloudEvent.of("id-" + number, "/test", "waymark.raw.v1", key, TIME)
                        .headers()));
    }

    static String id(Spooled each) {
        return String.valueOf(CloudEvent.header(each.message().kafka().headers(), "ce_id"));
    }

    /** Everything that is to be sent, in order, each with its number; done with. */
    static List<Spooled> drain(Spool spool) throws IOException {
        List<Spooled> all = new ArrayList<>();
        drain(spool, all::addAll);
        return all;
    }

    static void drain(Spool spool, Consumer<List<Spooled>> sent) throws IOException {
        for (List<Spooled> chunk = spool.next(50, 1 << 20); !chunk.isEmpty(); chunk = spool.next(50, 1 << 20)) {
            sent.accept(chunk);
            spool.done(chunk);
        }
    }
}
