package io.waymark.deploy.kubernetes;

import io.waymark.deploy.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The main sources of a module. */
final class Sources {

    private Sources() {}

    /** Where they are. */
    static List<Path> files(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Repository.path(module + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** What is in them. */
    static List<String> of(String module) throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path file : files(module)) {
            sources.add(Files.readString(file));
        }
        return sources;
    }
}
