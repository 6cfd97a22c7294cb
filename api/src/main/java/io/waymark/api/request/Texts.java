package io.waymark.api.request;

/** What may stand in a text from outside. */
public final class Texts {

    private static final int EXCERPT = 64;

    private Texts() {}

    /** Whether every character has a shape on paper or is a blank: no controls, no invisible marks, no half characters. */
    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(Texts::isPrintable);
    }

    /** The number of characters, where one outside of the basic plane counts once. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A name that a caller made up, fit to be repeated to it. */
    public static String excerpt(String name) {
        String shown = name.codePoints()
                .filter(Texts::isPrintable)
                .limit(EXCERPT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shown.isEmpty() ? "?" : shown;
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
