package io.waymark.carriers.thirtypost;

import static io.waymark.carriers.StatusTable.row;

import io.waymark.carriers.StatusTable;
import io.waymark.contract.SubStatus;
import java.util.Arrays;

/**
 * The parts of a history, in the order in which a parcel passes them on its way to China. One is absent without the
 * permission to see it, and empty without an entry.
 */
enum Section {
    /** What the carrier itself does. */
    BASE("base", SubStatus.MOVING),
    /** The flight. The carrier spells it so. */
    AIRLINE("aireline", SubStatus.LINEHAUL),
    /** The customs on arrival. */
    CUSTOMS("customs", SubStatus.CUSTOMS_PROCESSING),
    /** The domestic carrier (国内转运), under a number of its own. */
    CHINA("cnExpress", SubStatus.MOVING);

    private final String field;
    private final SubStatus usual;

    Section(String field, SubStatus usual) {
        this.field = field;
        this.usual = usual;
    }

    /** Its name in the answer, and our raw code of every scan in it. */
    String field() {
        return field;
    }

    /** What an entry means that no rule for texts places. */
    static StatusTable.Row[] rows() {
        return Arrays.stream(values())
                .map(section -> row(section.field, "", section.usual))
                .toArray(StatusTable.Row[]::new);
    }
}
