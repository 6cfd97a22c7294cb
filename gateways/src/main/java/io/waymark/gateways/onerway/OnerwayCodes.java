package io.waymark.gateways.onerway;

import static io.waymark.gateways.Reaction.ACKNOWLEDGED;
import static io.waymark.gateways.Reaction.NOT_YET;
import static io.waymark.gateways.Reaction.REFUSED;
import static io.waymark.gateways.Reaction.RETRY;
import static io.waymark.gateways.Reaction.UNKNOWN_CODE;

import io.waymark.gateways.Reaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Field {@code respCode} of an answer, and what to do about each. Only what Onerway documents is in the table. */
final class OnerwayCodes {

    // spotless:off
    private static final Map<String, Reaction> DOCUMENTED = Map.of(
            "20000", ACKNOWLEDGED,  // success
            "40001", NOT_YET,       // the transaction is not in a final status
            "40013", REFUSED,       // abnormal parameters
            "40000", RETRY);        // API error
    // spotless:on

    private final Map<String, Reaction> reactions;

    /** @param duplicates codes with which this account's gateway answers an upload that it already has */
    OnerwayCodes(Set<String> duplicates) {
        reactions = new HashMap<>(DOCUMENTED);
        duplicates.forEach(code -> reactions.put(code, ACKNOWLEDGED));
    }

    Reaction reactionTo(String code) {
        return reactions.getOrDefault(code, UNKNOWN_CODE);
    }
}
