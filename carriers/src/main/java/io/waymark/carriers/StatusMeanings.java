package io.waymark.carriers;

/** What one provider's codes mean. */
@FunctionalInterface
public interface StatusMeanings {

    /**
     * The meaning of a code. Every code has one, also those nobody has seen before.
     *
     * @param rawCode the provider's code or name, verbatim; "" if it gave none
     * @param detail what else decides, e.g. STO's issue name; "" if nothing
     */
    Meaning of(String rawCode, String detail);
}
