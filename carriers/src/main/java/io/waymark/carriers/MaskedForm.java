package io.waymark.carriers;

import java.util.List;

/** Something personal in carriers' texts, which has a form to be recognised by. */
interface MaskedForm {

    /** The words, or single characters, without one of which it does not occur. */
    List<String> words();

    /**
     * The text without it; the same text where it does not occur.
     *
     * @param from before which none of the words ends
     */
    String masked(String text, int from);
}
