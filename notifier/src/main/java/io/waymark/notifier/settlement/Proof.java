package io.waymark.notifier.settlement;

import java.time.Instant;
import java.util.UUID;

/**
 * The scan on which an upload rests.
 *
 * @param eventId the event that told it
 * @param recordedAt when Waymark received the raw record behind it; the hold counts from here
 * @param rule the rule that gave its status
 * @param source the raw record: {@code topic-partition@offset}
 */
record Proof(UUID eventId, Instant recordedAt, String rule, String source) {

    static Proof of(Scan scan) {
        return new Proof(scan.eventId(), scan.recordedAt(), scan.rule(), scan.source());
    }
}
