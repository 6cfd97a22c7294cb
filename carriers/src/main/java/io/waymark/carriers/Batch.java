package io.waymark.carriers;

/**
 * A batch of waybills that are handed over together.
 *
 * @param name ours
 * @param id the carrier's; "" if it gave none
 */
public record Batch(String name, String id) {}
