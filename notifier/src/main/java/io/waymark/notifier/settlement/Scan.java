package io.waymark.notifier.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * What is held to be true of one scan: the newest event about it.
 *
 * @param eventId the event that says so
 * @param sequence of that event
 * @param recordedAt when Waymark received the raw record that told it
 * @param withdrawn true if the provider took the scan back
 * @param rule the rule that gave the status
 * @param source the raw record: {@code topic-partition@offset}
 */
record Scan(
        UUID eventId,
        long sequence,
        ShipmentStatus status,
        SubStatus subStatus,
        Evidence evidence,
        Instant recordedAt,
        boolean withdrawn,
        String rule,
        String source) {}
