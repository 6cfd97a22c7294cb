package io.waymark.image;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Lays out what goes into each image, as a directory that {@code docker build} takes: the layers in directories of their
 * own, the bill of materials among the application's files, and a Dockerfile whose arguments are filled in.
 */
public final class Contexts {

    private static final String BILL = "sbom.cdx.json";

    private final Path root;
    private final String version;
    private final String source;
    private final BillOfMaterials bills;

    private Contexts(Path root, String version, String source, BillOfMaterials bills) {
        this.root = root;
        this.version = version;
        this.source = source;
        this.bills = bills;
    }

    /** Arguments: the project's directory, its version, the address of its source, and the local Maven repository. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toRealPath();
        BillOfMaterials bills = new BillOfMaterials(new Licences(Path.of(arguments[3])));
        Contexts contexts = new Contexts(root, arguments[1], arguments[2], bills);
        for (Image image : Image.values()) {
            contexts.write(image);
        }
    }

    private void write(Image image) throws IOException {
        Path target = root.resolve("deploy/images/target");
        Path context = target.resolve(image.label());
        delete(context);
        Files.createDirectories(context.resolve("state/waymark"));
        Map<Path, Artifact> jars = copyApplication(image, context);
        String bill = bills.of(image.label(), version, jars);
        Files.writeString(context.resolve("application").resolve(BILL), bill);
        Files.writeString(target.resolve(image.label() + ".cdx.json"), bill);
        Path sources = root.resolve("deploy/images");
        Files.copy(sources.resolve("jvm.options"), context.resolve("application/jvm.options"));
        Files.copy(sources.resolve("context.dockerignore"), context.resolve(".dockerignore"));
        String dockerfile = filledIn(Files.readString(sources.resolve(image.dockerfile())), arguments(image));
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
    }

    /** Returns the jars of its libraries, where they were before they were copied. A jar that nobody lists is an old build's. */
    private Map<Path, Artifact> copyApplication(Image image, Path context) throws IOException {
        Map<String, Artifact> missing = image.libraries(root);
        Map<Path, Artifact> jars = new HashMap<>();
        for (Map.Entry<String, Path> file : image.files(root).entrySet()) {
            String place = file.getKey();
            Path from = file.getValue();
            Artifact library = missing.remove(from.getFileName().toString());
            if (library != null) {
                jars.put(from, library);
                copy(
                        from,
                        context.resolve(library.isOurs() ? "application" : "libraries")
                                .resolve(place));
            } else if (!place.startsWith("lib/")) {
                copy(from, context.resolve("application").resolve(place));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(image.label() + " lacks " + missing.keySet() + "; build it anew");
        }
        return jars;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private Map<String, String> arguments(Image image) throws IOException {
        Map<String, String> arguments = new HashMap<>(
                Map.ofEntries(entry("SERVICE", image.label()), entry("VERSION", version), entry("SOURCE", source)));
        if (image.isService()) {
            Properties settings = new Properties();
            Path file = image.module(root).resolve("src/main/resources/application.properties");
            try (Reader reader = Files.newBufferedReader(file)) {
                settings.load(reader);
            }
            arguments.put("PORT", settings.getProperty("quarkus.http.port"));
            arguments.put("MANAGEMENT_PORT", settings.getProperty("quarkus.management.port"));
        }
        return arguments;
    }

    private static String filledIn(String dockerfile, Map<String, String> arguments) {
        String filled = dockerfile;
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            String declared = "\nARG " + argument.getKey() + "=";
            filled = filled.replace(declared + "\n", declared + argument.getValue() + "\n");
        }
        return filled;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> paths;
            try (Stream<Path> found = Files.walk(directory)) {
                paths = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
