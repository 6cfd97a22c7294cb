package io.waymark.gateways;

import io.waymark.gateways.asiabill.AsiaBill;
import io.waymark.gateways.onerway.Onerway;
import java.util.List;
import java.util.Optional;

/** The list of gateways. A new gateway is a package beside the others and a line here. */
public final class Gateways {

    /** All that Waymark speaks to. */
    public static final List<Gateway> ALL = List.of(new Onerway(), new AsiaBill());

    private Gateways() {}

    /** The gateway of that id; empty if there is none. */
    public static Optional<Gateway> find(String id) {
        return ALL.stream().filter(gateway -> gateway.id().equals(id)).findFirst();
    }
}
