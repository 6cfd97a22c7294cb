package io.waymark.sandbox.infra;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link PostgresServer} shall be.
 *
 * @param directory where it keeps its data; null: a temporary directory, deleted on close
 * @param port on the loopback interface; 0: a free one
 * @param further settings of the server, as in {@code postgresql.conf}
 */
public record PostgresOptions(@Nullable Path directory, int port, Map<String, String> further) {

    public PostgresOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port");
        }
        further = Map.copyOf(further);
    }

    /** On a free port; forgets everything on close. */
    public static PostgresOptions temporary() {
        return new PostgresOptions(null, 0, Map.of());
    }

    public PostgresOptions withDirectory(Path kept) {
        return new PostgresOptions(kept, port, further);
    }

    public PostgresOptions withPort(int fixed) {
        return new PostgresOptions(directory, fixed, further);
    }

    public PostgresOptions withFurther(Map<String, String> settings) {
        return new PostgresOptions(directory, port, settings);
    }
}
