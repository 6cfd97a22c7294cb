package io.waymark.deploy;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of this project are. */
public final class Repository {

    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Repository() {}

    /** A file or directory, by its path from the root of the project. */
    public static Path path(String fromRoot) {
        return ROOT.resolve(fromRoot);
    }

    private static Path root(Path directory) {
        return Files.exists(directory.resolve("mvnw")) ? directory : root(directory.getParent());
    }
}
