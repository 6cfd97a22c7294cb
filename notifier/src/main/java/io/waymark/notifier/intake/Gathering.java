package io.waymark.notifier.intake;

import org.jspecify.annotations.Nullable;

/** Facts and orders that are gathered from records, to be stored together. */
interface Gathering {

    /**
     * Takes one record. One that is no JSON of its type, or lacks what it needs, throws {@link RuntimeException} and leaves
     * what was gathered as it was.
     */
    void read(Told record);

    /** @param span in which the record that is read next is taken; null if nothing is traced */
    default void next(@Nullable String span) {}
}
