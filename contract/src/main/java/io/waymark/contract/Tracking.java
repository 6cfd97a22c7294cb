package io.waymark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a merchant wants a shipment followed. */
public enum Tracking {
    /** By whatever the provider offers: push where there is one, else pull. */
    AUTO,
    /** By push alone. */
    PUSH,
    /** By asking alone. */
    PULL,
    /** Only by callbacks that arrive anyway; Waymark makes no call for it. */
    NONE;

    /** As the API writes it: lower case. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #code} wrote. Throws {@link IllegalArgumentException} for another word. */
    @JsonCreator
    public static Tracking fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
