package io.waymark.carriers;

/**
 * What one report said a scan is. Reports of one scan may differ, since providers change their codes later: the reading
 * of the highest rank wins.
 *
 * @param rank how specific the source of the code is; higher wins
 * @param rawCode the provider's code or name, verbatim; "" if it gave none
 * @param detail what else decides the meaning, e.g. STO's issue name; "" if nothing
 */
public record Reading(int rank, String rawCode, String detail) {}
