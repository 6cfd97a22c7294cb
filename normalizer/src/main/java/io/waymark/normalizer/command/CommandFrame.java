package io.waymark.normalizer.command;

import java.io.PrintStream;
import java.util.List;

/**
 * How a command is run from a shell: it tells how it is used, or does its work, or complains, and has an exit code.
 *
 * @param name as it is called
 * @param usage what {@code --help} says
 * @param out where that goes
 * @param err where complaints go
 */
public record CommandFrame(String name, String usage, PrintStream out, PrintStream err) {

    /** Exit code: it did what it was told. */
    public static final int DONE = 0;

    /** Exit code: it was told what cannot be done now, e.g. because Kafka is away. */
    public static final int FAILED = 1;

    /** Exit code: it was told what can never be done. */
    public static final int MISUSED = 2;

    /** The work itself. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @throws IllegalArgumentException if what it was told makes no sense
         */
        void run(List<String> arguments);
    }

    /** Does the work, and gives the exit code. */
    public int run(List<String> arguments, Work work) {
        if (arguments.contains("--help")) {
            out.print(usage);
            return DONE;
        }
        try {
            work.run(arguments);
            return DONE;
        } catch (IllegalArgumentException wrong) {
            err.println(name + ": " + wrong.getMessage());
            err.println(name + " --help tells how it is used");
            return MISUSED;
        } catch (RuntimeException failure) {
            err.println(name + ": " + failure);
            return FAILED;
        }
    }
}
