package io.waymark.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where secrets come from, besides the environment. */
@ConfigMapping(prefix = "waymark.secrets")
public interface SecretsConfig {

    /**
     * A directory with one file per setting, which wins over the environment and is followed while the service runs.
     * Without it secrets are those of the start.
     */
    Optional<Path> dir();

    /** How often it is looked at. A change is in use after two looks. */
    @WithDefault("5s")
    Duration every();
}
