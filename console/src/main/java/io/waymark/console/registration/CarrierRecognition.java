package io.waymark.console.registration;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose number it is, by its shape. Only shapes that one carrier alone uses decide; a guess would give the shipment a
 * wrong identity for ever. Shapes that several use give candidates, for a person to choose from.
 */
final class CarrierRecognition {

    /**
     * What a number of that shape says.
     *
     * @param certain whether nobody else uses the shape; then there is one carrier
     */
    private record Shape(boolean certain, Pattern number, List<String> carriers) {}

    // spotless:off
    private static final List<Shape> SHAPES = List.of(
            certain("SF\\d{12,13}",                 "sf"),
            certain("YT\\d{13}",                    "yto"),
            certain("JT\\d{13}",                    "jtexpress"),
            certain("JD[A-Z]{0,2}\\d{10,13}(-\\d+)*-?", "jdl"),
            certain("DPK\\d{10,15}",                "deppon"),
            certain("E[A-Z]\\d{9}CN",               "ems"),
            certain("77\\d{13}",                    "sto"),
            possible("77\\d{10}",                   "sto", "zto"),
            possible("\\d{12}",                     "sf", "sto", "zto"),
            possible("1[0-3]\\d{11}",               "ems", "yunda"),
            possible("7[3568]\\d{12}",              "zto"),
            possible("[34]\\d{12}(\\d{2})?",        "yunda"));
    // spotless:on

    private CarrierRecognition() {}

    /**
     * The outcome for one number.
     *
     * @param isCertain whether {@code carriers} holds the one carrier it must be
     * @param carriers the carrier, or those it may be; empty if nothing is known of the shape
     */
    record Recognised(boolean isCertain, List<String> carriers) {}

    /** @param number in its normal form */
    static Recognised of(String number) {
        List<String> certain = carriers(number, true);
        return certain.size() == 1
                ? new Recognised(true, certain)
                : new Recognised(false, certain.isEmpty() ? carriers(number, false) : certain);
    }

    private static List<String> carriers(String number, boolean certain) {
        return SHAPES.stream()
                .filter(shape -> shape.certain() == certain)
                .filter(shape -> shape.number().matcher(number).matches())
                .flatMap(shape -> shape.carriers().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Shape certain(String pattern, String carrier) {
        return new Shape(true, Pattern.compile(pattern), List.of(carrier));
    }

    private static Shape possible(String pattern, String... carriers) {
        return new Shape(false, Pattern.compile(pattern), List.of(carriers));
    }
}
