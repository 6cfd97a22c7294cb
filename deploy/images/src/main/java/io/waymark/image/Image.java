package io.waymark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images that are built, and where what is in them comes from. */
enum Image {
    CONSOLE(Kind.SERVICE),
    WEBHOOK_INGEST(Kind.SERVICE),
    POLLER(Kind.SERVICE),
    NORMALIZER(Kind.SERVICE),
    NOTIFIER(Kind.SERVICE),
    SANDBOX(Kind.SANDBOX);

    /** How a module's build packages an application, and where it says whose its jars are. */
    @SuppressWarnings("ImmutableEnumChecker") // its functions have no state
    private enum Kind {
        SERVICE(
                "target/quarkus-app",
                "",
                "target/quarkus-app/quarkus-app-dependencies.txt",
                Artifact::ofQuarkus,
                Artifact::fileWithGroup),
        SANDBOX("target/lib", "lib/", "target/lib.txt", Artifact::ofMaven, Artifact::file);

        private final String application;
        private final String place;
        private final String list;
        private final Function<String, Optional<Artifact>> line;
        private final Function<Artifact, String> file;

        Kind(
                String application,
                String place,
                String list,
                Function<String, Optional<Artifact>> line,
                Function<Artifact, String> file) {
            this.application = application;
            this.place = place;
            this.list = list;
            this.line = line;
            this.file = file;
        }
    }

    private final Kind kind;

    Image(Kind kind) {
        this.kind = kind;
    }

    boolean isService() {
        return kind == Kind.SERVICE;
    }

    /** Of the image, and of a service's module: {@code webhook-ingest}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its Dockerfile is called in {@code deploy/images}. */
    String dockerfile() {
        return kind.name().toLowerCase(Locale.ROOT) + ".Dockerfile";
    }

    /** The module that builds it. */
    Path module(Path root) {
        return root.resolve(isService() ? label() : "quickstart-app");
    }

    /** Its application's files by the place that they have below {@code /opt/waymark}. */
    Map<String, Path> files(Path root) throws IOException {
        Path application = module(root).resolve(kind.application);
        Path list = module(root).resolve(kind.list);
        try (Stream<Path> files = Files.walk(application)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.equals(list))
                    .collect(Collectors.toMap(
                            file -> kind.place + application.relativize(file),
                            Function.identity(),
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    /** Whose its libraries' jars are, by their file names; may be changed. */
    Map<String, Artifact> libraries(Path root) throws IOException {
        try (Stream<String> lines = Files.lines(module(root).resolve(kind.list))) {
            return lines.flatMap(line -> kind.line.apply(line).stream())
                    .collect(Collectors.toMap(kind.file, Function.identity(), (one, other) -> one, HashMap::new));
        }
    }
}
