package io.waymark.gateways;

import static io.waymark.gateways.Reaction.ACKNOWLEDGED;
import static io.waymark.gateways.Reaction.NOT_YET;
import static io.waymark.gateways.Reaction.REFUSED;
import static io.waymark.gateways.Reaction.RETRY;
import static io.waymark.gateways.Reaction.UNKNOWN_CODE;

import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A gateway's codes, and what to do about each: what it documents, and over it what an operator has learned. Gateways
 * document few of their codes.
 */
public final class AnswerCodes {

    /** What an operator can teach; the same for every gateway. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.list("duplicate-codes", "Codes that mean \"I have that already\": they count as success."),
            Setting.list("not-yet-codes", "Codes that mean \"later\": the upload waits and is repeated."),
            Setting.list("rejected-codes", "Codes that mean \"never\": the upload is given up."),
            Setting.list("retry-codes", "Codes that mean \"nothing took effect\": the upload is repeated."));

    private static final Map<String, Reaction> LEARNED = Map.of(
            "duplicate-codes", ACKNOWLEDGED,
            "not-yet-codes", NOT_YET,
            "rejected-codes", REFUSED,
            "retry-codes", RETRY);

    private final Map<String, Reaction> reactions;

    /**
     * Throws {@link IllegalArgumentException} if the settings have one code in two lists.
     *
     * @param documented by the gateway
     */
    public AnswerCodes(Map<String, Reaction> documented, Settings settings) {
        Map<String, Reaction> all = new HashMap<>(documented);
        Set<String> learned = new HashSet<>();
        LEARNED.forEach((list, reaction) -> settings.all(list).forEach(code -> {
            if (!learned.add(code)) {
                throw new IllegalArgumentException("code " + code + " is in two lists");
            }
            all.put(code, reaction);
        }));
        reactions = Map.copyOf(all);
    }

    /** What to do about a code; {@link Reaction#UNKNOWN_CODE} if it is in no table. */
    public Reaction reactionTo(String code) {
        return reactions.getOrDefault(code, UNKNOWN_CODE);
    }
}
