package io.waymark.carriers;

/**
 * A carrier's word that it did what it was asked.
 *
 * @param code the carrier's own; "" if it has none for this
 */
public record Done(String code) {}
