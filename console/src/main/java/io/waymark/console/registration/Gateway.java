package io.waymark.console.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Payment gateways that release money against proof of delivery, and how each names a payment. */
enum Gateway {
    // spotless:off
    //       names a payment by              and does not know            needs besides             takes at most
    ONERWAY( List.of("transactionId"),       List.of("tradeNo"),          List.of(),                Map.of()),
    ASIABILL(List.of("tradeNo", "orderNo"),  List.of("transactionId"),    List.of("trackingUrl"),
                                                                     Map.of("trackingUrl", 200, "carrierCode", 50));
    // spotless:on

    private final List<String> transactionFields;
    private final List<String> foreignFields;
    private final List<String> requiredFields;
    private final Map<String, Integer> longest;

    Gateway(
            List<String> transactionFields,
            List<String> foreignFields,
            List<String> requiredFields,
            Map<String, Integer> longest) {
        this.transactionFields = transactionFields;
        this.foreignFields = foreignFields;
        this.requiredFields = requiredFields;
        this.longest = longest;
    }

    /** As the API writes it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fields of which at least one names the payment. */
    List<String> transactionFields() {
        return transactionFields;
    }

    /** Fields that belong to another gateway: given here, they contradict the gateway. */
    List<String> foreignFields() {
        return foreignFields;
    }

    /** Fields without which it accepts no proof. */
    List<String> requiredFields() {
        return requiredFields;
    }

    /** Characters that it takes in a field that a repeat cannot change; a longer value would be held for good. */
    int longest(String field, int elsewhere) {
        return longest.getOrDefault(field, elsewhere);
    }

    static Optional<Gateway> of(String code) {
        return Arrays.stream(values())
                .filter(gateway -> gateway.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Gateway::code).toList();
    }
}
