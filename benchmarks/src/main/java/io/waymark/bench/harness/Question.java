package io.waymark.bench.harness;

import java.util.Set;

/**
 * What can be asked by name.
 *
 * @param name as it stands on the command line, and the directory of its results
 * @param asks in a few words
 * @param options that it knows beside those of every question, without the dashes
 * @param measurement fills the findings
 */
public record Question(String name, String asks, Set<String> options, Measurement measurement) {

    /** Does the measuring. */
    @FunctionalInterface
    public interface Measurement {
        void measure(Options options, Findings findings) throws Exception;
    }

    /** Measures and writes the results; returns them as people read them. */
    public String answer(Options options) throws Exception {
        Findings findings = new Findings(name, options);
        measurement.measure(options, findings);
        return ResultFiles.write(findings, options.out());
    }
}
