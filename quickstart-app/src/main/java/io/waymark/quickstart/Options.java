package io.waymark.quickstart;

import java.nio.file.Path;

/**
 * What the caller asked for.
 *
 * @param data where state and logs are kept, absolute
 * @param fresh whether to delete the state of earlier runs first
 * @param demo whether demo parcels start to move
 */
record Options(Path data, boolean fresh, boolean demo) {

    /** Reads the command line. Throws {@link UsageException} for an option that does not exist or lacks its value. */
    static Options parse(String... args) {
        Path data = Path.of(".waymark");
        boolean fresh = false;
        boolean demo = true;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--fresh" -> fresh = true;
                case "--no-demo" -> demo = false;
                case "--data" -> data = Path.of(value(args, ++i));
                default -> throw new UsageException("unknown option: " + args[i]);
            }
        }
        return new Options(data.toAbsolutePath().normalize(), fresh, demo);
    }

    private static String value(String[] args, int index) {
        if (index == args.length || args[index].isBlank()) {
            throw new UsageException(args[index - 1] + " needs a value");
        }
        return args[index];
    }
}
