package io.waymark.console.deadletter;

/**
 * What is kept of a dead letter's value.
 *
 * @param size in bytes
 * @param provider who sent it, of raw records; empty for others
 */
record LetterValue(int size, String provider) {

    static final LetterValue NONE = new LetterValue(0, "");
}
