package io.waymark.sandbox.journey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A simulated system that tells others where parcels are. */
public enum Provider {
    KUAIDI100,
    STO,
    THIRTYPOST;

    /** As in the control API and in topics: {@code kuaidi100}, {@code sto}, {@code thirtypost}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if it is not simulated. */
    public static Optional<Provider> of(String id) {
        return Arrays.stream(values())
                .filter(provider -> provider.id().equals(id))
                .findFirst();
    }
}
