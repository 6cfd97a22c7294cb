package io.waymark.ingest.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A directory as Kubernetes mounts a Secret into it, with its way of replacing all files at once.
 *
 * @param directory where it is mounted; may be there already
 */
public record MountedSecret(Path directory) {

    /** The next version: its files are complete before anybody sees one of them, and the previous ones are deleted. */
    public void replace(Map<String, String> files) {
        try {
            Files.createDirectories(directory);
            Path next = Files.createTempDirectory(directory, "..version_");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(next.resolve(file.getKey()), file.getValue());
                link(directory.resolve(file.getKey()), Path.of("..data", file.getKey()));
            }
            Path current = directory.resolve("..data");
            Path previous = Files.exists(current) ? current.toRealPath() : next;
            Path link = directory.resolve("..data_tmp");
            Files.createSymbolicLink(link, next.getFileName());
            Files.move(link, current, StandardCopyOption.ATOMIC_MOVE);
            if (!previous.equals(next)) {
                delete(previous);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path target) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, target);
        }
    }

    private static void delete(Path version) throws IOException {
        try (var files = Files.newDirectoryStream(version)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(version);
    }
}
