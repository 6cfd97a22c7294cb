package io.waymark.contract;

import java.util.Arrays;
import java.util.Optional;

/** What merchants are told by webhooks. More may come. */
public enum WebhookType {

    /** A canonical event of a shipment, corrections included: the value of {@link Topics#EVENTS}. */
    SHIPMENT_EVENT("shipment.event"),

    /** A settlement changed its state: where it stands, without the log. */
    SETTLEMENT_CHANGED("settlement.changed"),

    /** The parcel was signed for, and {@link Registration#unlockAfter} has passed. Once for each registration. */
    ORDER_UNLOCKED("order.unlocked"),

    /** Somebody wants to see whether the endpoint works. */
    WEBHOOK_TEST("webhook.test");

    private final String code;

    WebhookType(String code) {
        this.code = code;
    }

    /** As it stands in messages and filters. */
    public String code() {
        return code;
    }

    public static Optional<WebhookType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
