package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One node of a history. It is the same scan in every push that has the same leg, local time and words (blanks aside);
 * its code is no part of that, since Kuaidi100 changes codes later.
 */
final class Kuaidi100Node {

    /** How specific a source of the code is. {@code 0} (在途) is what Kuaidi100 writes where it knows nothing better. */
    // spotless:off
    private static final int NODE_SUB_CODE = 8, NODE_CODE = 6, NODE_NAME = 4, TOP_LEVEL = 3, DEFAULT_ZERO = 2, UNLISTED = 1, NOTHING = 0;
    // spotless:on

    private static final String BLANKS = " \t\n\u000B\f\r\u00a0\u3000";

    private Kuaidi100Node() {}

    /**
     * @param state the push's top-level state, which speaks of the newest node; "" on every other node
     * @param position from the oldest, from 0
     */
    static Scan scan(JsonNode node, String state, int position, Leg leg, Instant receivedAt) {
        if (!node.isObject()) {
            throw new MalformedPayloadException("a node is no object");
        }
        String time = text(node, "ftime").isEmpty() ? text(node, "time") : text(node, "ftime");
        String words = text(node, "context");
        return new Scan(
                "kuaidi100|" + (leg == Leg.DESTINATION ? 1 : 0) + "|" + time + "|" + withoutBlanks(words),
                leg,
                LocalTimes.read(time, LocalTimes.CHINA, receivedAt),
                leg == Leg.DESTINATION,
                words,
                location(node),
                position,
                reading(text(node, "statusCode"), text(node, "status"), state));
    }

    private static String withoutBlanks(String words) {
        StringBuilder kept = new StringBuilder(words.length());
        for (int at = 0; at < words.length(); at++) {
            char character = words.charAt(at);
            if (BLANKS.indexOf(character) < 0) {
                kept.append(character);
            }
        }
        return kept.toString();
    }

    /** The best source; where the state is a kind of what the node says (签收, and the state 304), the state's word. */
    private static Reading reading(String code, String name, String state) {
        Reading node = better(reading(code, NODE_CODE), reading(name, NODE_NAME));
        return Kuaidi100Statuses.RELEASED.refines(state, node.rawCode()) && node.rank() >= NODE_NAME
                ? new Reading(node.rank() + 1, state, "")
                : better(node, reading(state, TOP_LEVEL));
    }

    private static Reading reading(String code, int rank) {
        if (code.isEmpty()) {
            return new Reading(NOTHING, "0", "");
        }
        if (code.equals("0") || code.equals("在途")) {
            return new Reading(DEFAULT_ZERO, code, "");
        }
        boolean placed = Kuaidi100Statuses.RELEASED.of(code, "").subStatus().isPresent();
        boolean sub = rank == NODE_CODE && code.length() >= 3;
        return new Reading(placed ? (sub ? NODE_SUB_CODE : rank) : UNLISTED, code, "");
    }

    private static Reading better(Reading first, Reading second) {
        return second.rank() > first.rank() ? second : first;
    }

    private static Location location(JsonNode node) {
        String area = text(node, "areaName");
        return new Location(
                emptyToNull(area.isEmpty() ? text(node, "location") : area), emptyToNull(text(node, "areaCode")));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
