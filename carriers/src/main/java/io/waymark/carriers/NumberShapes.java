package io.waymark.carriers;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose number it is, by its shape: {@code number-shapes.csv}. Only shapes that one carrier alone uses decide; a guess
 * would give the shipment a wrong identity for ever. Shapes that several use give candidates, for a person to choose from.
 */
public final class NumberShapes {

    private static final List<Shape> SHAPES = CsvTable.rows("number-shapes.csv", '|', 3).stream()
            .map(row -> new Shape(row[0].equals("certain"), Pattern.compile(row[1]), Arrays.asList(row[2].split(" "))))
            .toList();

    private NumberShapes() {}

    /**
     * What a number of that shape says.
     *
     * @param certain whether nobody else uses the shape; then there is one carrier
     */
    private record Shape(boolean certain, Pattern number, List<String> carriers) {}

    /**
     * The outcome for one number.
     *
     * @param isCertain whether {@code carriers} holds the one carrier it must be
     * @param carriers the carrier, or those it may be; empty if nothing is known of the shape
     */
    public record Recognised(boolean isCertain, List<String> carriers) {}

    /** @param number in its normal form */
    public static Recognised recognise(String number) {
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

    /** Every carrier that a shape names. */
    static List<String> named() {
        return SHAPES.stream()
                .flatMap(shape -> shape.carriers().stream())
                .distinct()
                .toList();
    }
}
