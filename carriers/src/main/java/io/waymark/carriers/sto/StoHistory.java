package io.waymark.carriers.sto;

import static io.waymark.protocol.JsonText.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ParsedPayload.UnreadableNode;
import io.waymark.carriers.Scan;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the answer to {@link StoQuery}: {@code data} holds, under each number, the list of its nodes. A number that is
 * not there, or without nodes, has no scans.
 */
final class StoHistory {

    /** A busy parcel has some tens. More is no history but an attack or a fault of ours. */
    private static final int MAX_NODES = 512;

    private StoHistory() {}

    /**
     * @param trackingNumber normalised; nodes of other numbers are left alone
     * @param zone in which a time is meant that has none
     */
    static ParsedPayload of(String body, String trackingNumber, ZoneId zone, Instant receivedAt) {
        JsonNode nodes = nodes(reply(body).data(), trackingNumber);
        if (!nodes.isMissingNode() && !nodes.isNull() && !nodes.isArray()) {
            throw new MalformedPayloadException("nodes are no list");
        }
        if (nodes.size() > MAX_NODES) {
            throw new MalformedPayloadException("more nodes than a history can have");
        }
        List<Scan> scans = new ArrayList<>();
        List<UnreadableNode> unreadable = new ArrayList<>();
        boolean newestFirst = isNewestFirst(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            try {
                scans.add(StoScan.of(nodes.get(i), newestFirst ? nodes.size() - 1 - i : i, zone, receivedAt));
            } catch (MalformedPayloadException e) {
                unreadable.add(new UnreadableNode(i, e.detail()));
            }
        }
        return new ParsedPayload(scans, Optional.empty(), false, Optional.empty(), unreadable);
    }

    private static StoReply reply(String body) {
        try {
            StoReply reply = StoReply.of(body);
            if (reply.success()) {
                return reply;
            }
        } catch (CarrierException e) {
            throw new MalformedPayloadException("no answer of the gateway");
        }
        throw new MalformedPayloadException("an answer that says no");
    }

    private static JsonNode nodes(JsonNode data, String trackingNumber) {
        return data.properties().stream()
                .filter(entry -> ShipmentId.normalNumber(entry.getKey()).equals(trackingNumber))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** As it was asked for, unless the times say otherwise. Times of this form are in order as texts. */
    private static boolean isNewestFirst(JsonNode nodes) {
        return nodes.isEmpty()
                || text(nodes.get(0), "opTime")
                                .strip()
                                .compareTo(text(nodes.get(nodes.size() - 1), "opTime")
                                        .strip())
                        >= 0;
    }
}
