package io.waymark.console.registration;

import io.waymark.contract.CarrierCodes;
import java.util.Optional;
import java.util.regex.Pattern;

/** The carrier a merchant wrote. */
final class WrittenCarrier {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private WrittenCarrier() {}

    /** Waymark's code of it; empty if it cannot be a code at all. A code that nobody knows is one all the same. */
    static Optional<String> code(String written) {
        return Optional.of(CarrierCodes.own(written))
                .filter(code -> SHAPE.matcher(code).matches());
    }
}
