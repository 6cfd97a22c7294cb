package io.waymark.normalizer.status;

import io.waymark.contract.ShipmentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one step means for the other numbers of the parcel: those that became known are followed and asked for what they
 * know, and whoever listens to this one is told.
 *
 * @param follow further numbers to be pushed under this shipment from now on, as {@code carrier:number}
 * @param forwards what other tasks are told, with the shipment's id that each is for
 */
public record Handover(SortedSet<String> follow, List<Addressed> forwards) {

    /** The carrier of a number that nobody knows the carrier of; it has no shipment of its own. */
    public static final String ANY_CARRIER = "auto";

    /** A message and whose task it is for. */
    public record Addressed(ShipmentId to, Forward forward) {}

    /**
     * What changed from one history to the next.
     *
     * @param before null if the shipment was not known
     */
    public static Handover between(@Nullable ShipmentHistory before, ShipmentHistory now) {
        List<Addressed> forwards = new ArrayList<>();
        SortedSet<String> known = before == null ? new TreeSet<>() : before.furtherNumbers();
        without(now.furtherNumbers(), known).forEach(alias -> wish(now, alias, forwards));
        if (before == null || !toldSame(before, now)) {
            now.links().listeners().forEach(listener -> forwards.add(tell(now, listener)));
        }
        return new Handover(without(followed(now), before == null ? new TreeSet<>() : followed(before)), forwards);
    }

    private static void wish(ShipmentHistory now, String alias, Collection<Addressed> forwards) {
        String carrier = alias.substring(0, alias.indexOf(':'));
        String number = alias.substring(carrier.length() + 1);
        if (!carrier.equals(ANY_CARRIER)) {
            forwards.add(
                    new Addressed(ShipmentId.of(carrier, number), Forward.wish(now.shipmentId(), carrier, number)));
        }
    }

    private static Addressed tell(ShipmentHistory now, String listener) {
        return new Addressed(ShipmentId.fromString(listener), Forward.news(now));
    }

    /** Whether a listener that knows the one knows the other; what was published here is nothing to it. */
    private static boolean toldSame(ShipmentHistory before, ShipmentHistory now) {
        return before.links().listeners().equals(now.links().listeners())
                && before.known().replacedAt().equals(now.known().replacedAt())
                && unpublished(before).equals(unpublished(now));
    }

    private static Map<Object, KnownScan> unpublished(ShipmentHistory history) {
        Map<Object, KnownScan> scans = new TreeMap<>();
        if (!history.links().listeners().isEmpty()) {
            history.scans().forEach((id, scan) -> scans.put(id, scan.published(null)));
        }
        return scans;
    }

    private static SortedSet<String> followed(ShipmentHistory history) {
        return history.links().followed() ? history.furtherNumbers() : new TreeSet<>();
    }

    private static SortedSet<String> without(SortedSet<String> texts, SortedSet<String> known) {
        SortedSet<String> rest = new TreeSet<>(texts);
        rest.removeAll(known);
        return rest;
    }
}
