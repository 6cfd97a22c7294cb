package io.waymark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** How an application is packaged by its module's build. */
    enum Kind {
        SERVICE,
        SANDBOX
    }

    private static final String LIST_OF_QUARKUS = "quarkus-app-dependencies.txt";

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

    /** Its application's files by the place that they have below {@code /opt/waymark}. */
    Map<String, Path> files(Path root) throws IOException {
        Path module = module(root);
        Path application = module.resolve(isService() ? "target/quarkus-app" : "target");
        Path walked = isService() ? application : application.resolve("lib");
        try (Stream<Path> files = Files.walk(walked)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(LIST_OF_QUARKUS))
                    .collect(Collectors.toMap(
                            file -> application.relativize(file).toString(),
                            Function.identity(),
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    /** Whose the jars are in the directory {@code lib}, by their file names. */
    Map<String, Artifact> libraries(Path root) throws IOException {
        Path module = module(root);
        Path list = module.resolve(isService() ? "target/quarkus-app/" + LIST_OF_QUARKUS : "target/lib.txt");
        List<String> lines = Files.readAllLines(list);
        return lines.stream()
                .flatMap(line -> (isService() ? Artifact.ofQuarkus(line) : Artifact.ofMaven(line)).stream())
                .collect(Collectors.toMap(
                        isService() ? Artifact::fileWithGroup : Artifact::file, Function.identity(), (a, b) -> a));
    }

    /** The module that builds it. */
    Path module(Path root) {
        return root.resolve(isService() ? label() : "quickstart-app");
    }
}
