package io.waymark.ingest;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What Kuaidi100's pushes are signed with. Both lists are comma-separated, newest first; older ones still verify. */
@ConfigMapping(prefix = "waymark.kuaidi100")
public interface Kuaidi100Config {

    /** Salts of the account-wide callback. Without any, no push on that path is accepted. */
    Optional<List<String>> salts();

    /** Secrets from which each shipment's own salt is derived. Without any, no push on a shipment's path is accepted. */
    Optional<List<String>> masterSecrets();
}
