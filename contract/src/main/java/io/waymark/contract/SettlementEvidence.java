package io.waymark.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * The scan on which an upload rests, and how it can be traced to what the carrier sent.
 *
 * @param eventId the event in {@link Topics#EVENTS}
 * @param recordedAt when Waymark received the raw record behind it; the hold counts from here
 * @param rule the mapping rule that gave its status, e.g. {@code sto:签收}
 * @param source the raw record: {@code topic-partition@offset}, and what {@link TrackingEvent#source} adds
 */
public record SettlementEvidence(UUID eventId, Instant recordedAt, String rule, String source) {}
