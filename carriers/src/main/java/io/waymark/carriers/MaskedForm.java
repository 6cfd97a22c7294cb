package io.waymark.carriers;

/** Something personal in carriers' texts, which has a form to be recognised by. */
interface MaskedForm {

    /** The characters by which it is found; every place of one is looked at. */
    Marks marks();

    /**
     * The text without it; the same text where it does not occur.
     *
     * @param from before which there are no marks
     */
    String masked(String text, int from);
}
