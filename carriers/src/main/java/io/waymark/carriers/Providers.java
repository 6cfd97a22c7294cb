package io.waymark.carriers;

import io.waymark.carriers.kuaidi100.Kuaidi100;
import io.waymark.carriers.sto.Sto;
import io.waymark.carriers.thirtypost.ThirtyPost;
import java.util.List;
import java.util.Optional;

/** The list of all providers. A new one is a package and a line here. */
public final class Providers {

    /** Every provider there is. */
    public static final List<Provider> ALL = List.of(new Kuaidi100(), new Sto(), new ThirtyPost());

    private Providers() {}

    /**
     * The provider that follows a carrier's parcels: the carrier's own, or the first that speaks for many, which says so
     * itself if it does not know a carrier.
     */
    public static Provider following(String carrier) {
        return ALL.stream()
                .filter(provider -> provider.carrier().filter(carrier::equals).isPresent())
                .findFirst()
                .orElseGet(() -> ALL.stream()
                        .filter(provider -> provider.carrier().isEmpty())
                        .findFirst()
                        .orElseThrow());
    }

    /** The provider of that code, e.g. {@code kuaidi100}, if we know it. */
    public static Optional<Provider> of(String code) {
        return ALL.stream()
                .filter(provider -> provider.id().code().equals(code))
                .findFirst();
    }
}
