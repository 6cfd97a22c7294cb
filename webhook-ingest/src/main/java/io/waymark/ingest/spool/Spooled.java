package io.waymark.ingest.spool;

/**
 * A record that lies in the spool.
 *
 * @param offset its number: every record has the next one, so that a hole shows
 */
public record Spooled(long offset, SpoolRecord message) {}
