package io.waymark.ingest;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What STO's pushes are signed with. */
@ConfigMapping(prefix = "waymark.sto")
public interface StoConfig {

    /** Comma-separated, newest first; older ones still verify. Without any, no push is accepted. */
    Optional<List<String>> secrets();
}
