package io.waymark.normalizer;

import io.quarkus.logging.Log;
import io.waymark.carriers.Mapping;
import io.waymark.normalizer.status.MeaningTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which mappings this instance brings: the release's or, of a provider for which it has a newer one, the operator's. */
@ApplicationScoped
class MappingsConfig {

    private final MeaningTable meanings;
    private final int refoldsPerSecond;

    /**
     * @param directory of {@code <provider>.csv} files; one that is not right stops the start
     * @param refoldsPerSecond how many shipments of a partition are looked at anew in a second after a mapping changed
     */
    MappingsConfig(
            @ConfigProperty(name = "waymark.mappings.dir") Optional<String> directory,
            @ConfigProperty(name = "waymark.mappings.rate", defaultValue = "500") int refoldsPerSecond) {
        this.meanings = directory.map(name -> with(Path.of(name))).orElseGet(MeaningTable::released);
        this.refoldsPerSecond = refoldsPerSecond;
        Log.infof("mappings in use mappings=%s", meanings.versions());
    }

    /** By the release's mappings and those of a directory. Throws {@link IllegalArgumentException} with file and line. */
    static MeaningTable with(Path directory) {
        MeaningTable table = MeaningTable.released();
        for (Mapping mapping : MappingFiles.in(directory)) {
            table = table.with(mapping);
        }
        return table;
    }

    MeaningTable meanings() {
        return meanings;
    }

    int refoldsPerSecond() {
        return refoldsPerSecond;
    }
}
