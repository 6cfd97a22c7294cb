package io.waymark.quickstart;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The built services and the sandbox as processes, each in an environment of its own, without the launcher. */
final class Fleet {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final DataDirectory data;
    private final ChildLedger ledger;
    private final Stack stack;

    /**
     * @param settings of all
     * @param own what a service has besides
     */
    Fleet(DataDirectory data, Map<String, String> settings, Function<Part, Map<String, String>> own) {
        this.data = data;
        data.create();
        data.wipe();
        this.ledger = new ChildLedger(data.children());
        Map<Part, Child> children = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (part.role() != Part.Role.INFRASTRUCTURE) {
                children.put(
                        part,
                        new Assembly(ROOT, data, environment(settings, own.apply(part)), ledger)
                                .children()
                                .get(part));
            }
        }
        this.stack = new Stack(
                children, new Leftovers(ledger, data.database()), new Journal(data.log(DataDirectory.LAUNCHER)));
    }

    /** Returns when every service is ready. */
    void start() {
        stack.start();
    }

    /** Returns when no process is left. */
    void stop() {
        stack.stop();
    }

    /** Begins another normalizer beside the one that runs; it ends with the others at the latest. */
    ProcessHandle begin(Map<String, String> environment) {
        Child normalizer =
                new Assembly(ROOT, data, environment, ledger).children().get(Part.NORMALIZER);
        normalizer.start();
        return normalizer.handle().orElseThrow();
    }

    private static Map<String, String> environment(Map<String, String> settings, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }
}
