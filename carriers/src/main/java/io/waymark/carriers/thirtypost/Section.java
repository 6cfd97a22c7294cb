package io.waymark.carriers.thirtypost;

/**
 * The parts of a history, in the order in which a parcel passes them on its way to China. One is absent without the
 * permission to see it, and empty without an entry.
 */
enum Section {
    /** What the carrier itself does. */
    BASE("base"),
    /** The flight. The carrier spells it so. */
    AIRLINE("aireline"),
    /** The customs on arrival. */
    CUSTOMS("customs"),
    /** The domestic carrier (国内转运), under a number of its own. */
    CHINA("cnExpress");

    private final String field;

    Section(String field) {
        this.field = field;
    }

    /** Its name in the answer, and our raw code of every scan in it. */
    String field() {
        return field;
    }
}
