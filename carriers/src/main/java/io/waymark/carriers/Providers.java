package io.waymark.carriers;

import io.waymark.carriers.kuaidi100.Kuaidi100;
import io.waymark.carriers.sto.Sto;
import java.util.List;
import java.util.Optional;

/** The list of all providers. A new one is a package and a line here. */
public final class Providers {

    /** Every provider there is. */
    public static final List<Provider> ALL = List.of(new Kuaidi100(), new Sto());

    private Providers() {}

    /** The provider of that code, e.g. {@code kuaidi100}, if we know it. */
    public static Optional<Provider> of(String code) {
        return ALL.stream()
                .filter(provider -> provider.id().code().equals(code))
                .findFirst();
    }
}
