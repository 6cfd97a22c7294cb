package io.waymark.carriers.thirtypost;

import java.util.Arrays;
import java.util.Optional;

/** Where a parcel is handed over. Source: the table of branches on every page of the carrier, read 2026-11-22. */
enum Branch {
    /** 悉尼 */
    SYDNEY(4, "A"),
    /** 墨尔本明扬 */
    MELBOURNE(10, "Y"),
    /** 堪培拉 */
    CANBERRA(9, "K"),
    /** 阿德莱德 */
    ADELAIDE(7, "S");

    private final int id;
    private final String letter;

    Branch(int id, String letter) {
        this.id = id;
        this.letter = letter;
    }

    /** As a bill names it, and as the branch's own numbers begin (内单号). */
    String letter() {
        return letter;
    }

    /** The branch of that letter, number or English name, in any case; empty if there is none. */
    static Optional<Branch> of(String text) {
        return Arrays.stream(values())
                .filter(branch -> branch.letter.equalsIgnoreCase(text)
                        || branch.name().equalsIgnoreCase(text)
                        || Integer.toString(branch.id).equals(text))
                .findFirst();
    }
}
