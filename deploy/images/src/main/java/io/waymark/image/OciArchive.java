package io.waymark.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads an archive in OCI layout: one image, its configuration and its layers. */
final class OciArchive {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> files;
    private final JsonNode manifest;

    private OciArchive(Map<String, byte[]> files, JsonNode manifest) {
        this.files = files;
        this.manifest = manifest;
    }

    /**
     * A layer.
     *
     * @param compressed bytes that a registry keeps and a node pulls
     * @param unpacked bytes of its files
     * @param entries files and directories by their paths without a slash in front
     */
    record Layer(String digest, long compressed, long unpacked, Map<String, TarArchiveEntry> entries) {}

    static OciArchive read(Path archive) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        JsonNode index = JSON.readTree(files.get("index.json"));
        String digest = index.path("manifests").path(0).path("digest").asText();
        return new OciArchive(files, JSON.readTree(blob(files, digest)));
    }

    /** How the image is run: user, entry point, labels and the like. */
    JsonNode configuration() throws IOException {
        return JSON.readTree(blob(files, manifest.at("/config/digest").asText()));
    }

    /** The base's first. */
    List<Layer> layers() throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            layers.add(layer(layer.path("digest").asText()));
        }
        return layers;
    }

    private Layer layer(String digest) throws IOException {
        byte[] compressed = blob(files, digest);
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        long unpacked = 0;
        InputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName().replaceFirst("^\\.?/", ""), entry);
                unpacked += entry.getSize();
            }
        }
        return new Layer(digest, compressed.length, unpacked, entries);
    }

    private static byte[] blob(Map<String, byte[]> files, String digest) {
        byte[] blob = files.get("blobs/" + digest.replace(':', '/'));
        if (blob == null) {
            throw new IllegalArgumentException("no blob " + digest);
        }
        return blob;
    }
}
