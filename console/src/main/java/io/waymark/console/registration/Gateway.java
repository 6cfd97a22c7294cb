package io.waymark.console.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Payment gateways that release money against proof of delivery, and how each names a payment. */
enum Gateway {
    // spotless:off
    //       names a payment by              and does not know            needs besides
    ONERWAY( List.of("transactionId"),       List.of("tradeNo"),          List.of()),
    ASIABILL(List.of("tradeNo", "orderNo"),  List.of("transactionId"),    List.of("trackingUrl"));
    // spotless:on

    private final List<String> transactionFields;
    private final List<String> foreignFields;
    private final List<String> requiredFields;

    Gateway(List<String> transactionFields, List<String> foreignFields, List<String> requiredFields) {
        this.transactionFields = transactionFields;
        this.foreignFields = foreignFields;
        this.requiredFields = requiredFields;
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

    static Optional<Gateway> of(String code) {
        return Arrays.stream(values())
                .filter(gateway -> gateway.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Gateway::code).toList();
    }
}
