package io.waymark.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM may keep of one start for the next ones.
 *
 * @param name as results call it
 * @param making flags of the run after which it is written; none if nothing is kept
 * @param using flags of the runs that have it
 */
record Archive(String name, List<String> making, List<String> using) {

    private static final int SINCE_AOT_CACHE = 25;

    /** Without, and with each kind that a JDK offers. */
    static List<Archive> of(int javaVersion, Path file) throws IOException {
        Files.deleteIfExists(file);
        Archive none = new Archive("none", List.of(), List.of());
        Archive classes = new Archive(
                "class-data archive",
                List.of("-XX:ArchiveClassesAtExit=" + file),
                List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto"));
        if (javaVersion < SINCE_AOT_CACHE) {
            return List.of(none, classes);
        }
        Path cache = Path.of(file + ".aot");
        Files.deleteIfExists(cache);
        return List.of(
                none,
                classes,
                new Archive("AOT cache", List.of("-XX:AOTCacheOutput=" + cache), List.of("-XX:AOTCache=" + cache)));
    }
}
