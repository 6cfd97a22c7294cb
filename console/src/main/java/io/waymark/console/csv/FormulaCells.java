package io.waymark.console.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that a spreadsheet would calculate: written with an apostrophe before them, and read without it. */
final class FormulaCells {

    /** What begins a formula, or may hide that one begins: also in the wide forms of Chinese keyboards. */
    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cf}]*[=+\\-@＝＋－＠\\t\\r\\n].*", Pattern.DOTALL);

    /** How people keep a spreadsheet from taking a long number for a number. */
    private static final Pattern QUOTED = Pattern.compile("=\"([^\"]*)\"");

    private FormulaCells() {}

    /** The text as it may stand in a table. */
    static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** The text that is meant by a cell. */
    static String meant(String cell) {
        if (cell.startsWith("'") && FORMULA.matcher(cell.substring(1)).matches()) {
            return cell.substring(1);
        }
        Matcher quoted = QUOTED.matcher(cell);
        return quoted.matches() ? quoted.group(1) : cell;
    }
}
