package io.waymark.bench.harness;

/**
 * What is wanted, and what came out.
 *
 * @param what that is measured
 * @param measured the number
 * @param wanted in words, e.g. {@code at least 0.8}
 * @param met whether it is so
 */
public record Target(String what, double measured, String wanted, boolean met) {

    static Target atLeast(String what, double measured, double wanted) {
        return new Target(what, measured, "at least " + Table.shown(wanted), measured >= wanted);
    }

    static Target under(String what, double measured, double wanted) {
        return new Target(what, measured, "under " + Table.shown(wanted), measured < wanted);
    }

    static Target none(String what, long measured) {
        return new Target(what, measured, "none", measured == 0);
    }
}
