package io.waymark.carriers;

import io.waymark.contract.Monitoring;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a raw payload says.
 *
 * @param scans what happened, newest or oldest first as the provider has it; may be empty
 * @param monitoring what it says about the provider's own watching; empty if nothing
 * @param replacesHistory whether it is the whole history and withdraws what it leaves out (Kuaidi100 {@code updateall})
 * @param correctedCarrier Waymark's code of the carrier that the provider now thinks is right; empty if none
 * @param furtherNumbers other numbers of the same parcel, as {@code carrier:number}; the carrier is {@code auto} where only
 *     the number is known
 * @param unreadable the nodes that could not be read; the others count all the same
 */
public record ParsedPayload(
        List<Scan> scans,
        Optional<Monitoring> monitoring,
        boolean replacesHistory,
        Optional<String> correctedCarrier,
        List<String> furtherNumbers,
        List<UnreadableNode> unreadable) {

    /**
     * A node of a history that a person must look at.
     *
     * @param index its place in the payload, from 0
     * @param reason what is wrong, in our words
     */
    public record UnreadableNode(int index, String reason) {}

    /** A payload that names no other number of the parcel. */
    public ParsedPayload(
            List<Scan> scans,
            Optional<Monitoring> monitoring,
            boolean replacesHistory,
            Optional<String> correctedCarrier,
            List<UnreadableNode> unreadable) {
        this(scans, monitoring, replacesHistory, correctedCarrier, List.of(), unreadable);
    }

    /** The same, every local time read in another zone: for payloads in which no time has one. */
    public ParsedPayload inZone(ZoneId zone) {
        List<Scan> read = scans.stream().map(scan -> scan.inZone(zone)).toList();
        return new ParsedPayload(read, monitoring, replacesHistory, correctedCarrier, furtherNumbers, unreadable);
    }

    /** A payload of one scan that says nothing else. */
    public static ParsedPayload ofScan(Scan scan) {
        return new ParsedPayload(List.of(scan), Optional.empty(), false, Optional.empty(), List.of());
    }
}
