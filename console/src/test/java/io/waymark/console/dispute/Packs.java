package io.waymark.console.dispute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Dispute packs as those who receive them open them. */
final class Packs {

    private Packs() {}

    /** The files by name, in their order. */
    static Map<String, String> open(byte[] pack) {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack), UTF_8)) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Checks the manifest as {@code sha256sum -c} does: it names every other file, each with its digest. */
    static void assertWhole(Map<String, String> files) {
        List<String> manifest = files.get("MANIFEST.sha256").lines().toList();
        List<String> expected = files.entrySet().stream()
                .filter(file -> !file.getKey().equals("MANIFEST.sha256"))
                .map(file -> Digests.sha256(file.getValue().getBytes(UTF_8)) + "  " + file.getKey())
                .toList();
        assertThat(manifest).isEqualTo(expected);
    }
}
