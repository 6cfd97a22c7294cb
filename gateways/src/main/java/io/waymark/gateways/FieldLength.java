package io.waymark.gateways;

import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a gateway lets one of its fields be.
 *
 * @param field its name
 * @param least characters, if the field is sent
 * @param most characters
 */
public record FieldLength(String field, int least, int most) {

    /** The first value that does not fit; empty if all do. The reason names the field and its length, not its value. */
    public static Optional<Impossible> misfit(List<FieldLength> lengths, Map<String, String> values) {
        return lengths.stream()
                .filter(length -> values.containsKey(length.field))
                .flatMap(length -> length.misfit(values.getOrDefault(length.field, "")).stream())
                .findFirst();
    }

    private Optional<Impossible> misfit(String value) {
        int length = value.length();
        return length >= least && length <= most
                ? Optional.empty()
                : Optional.of(new Impossible(
                        Obstacle.UNFIT_VALUE,
                        field + " has " + length + " characters, and the gateway takes " + least + " to " + most));
    }
}
