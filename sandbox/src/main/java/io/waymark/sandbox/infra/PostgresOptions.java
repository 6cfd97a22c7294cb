package io.waymark.sandbox.infra;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link PostgresServer} shall be.
 *
 * @param directory where it keeps its data; null: a temporary directory, deleted on close
 * @param port on the loopback interface; 0: a free one
 */
public record PostgresOptions(@Nullable Path directory, int port) {

    public PostgresOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port");
        }
    }

    /** On a free port; forgets everything on close. */
    public static PostgresOptions temporary() {
        return new PostgresOptions(null, 0);
    }

    public PostgresOptions withDirectory(Path kept) {
        return new PostgresOptions(kept, port);
    }

    public PostgresOptions withPort(int fixed) {
        return new PostgresOptions(directory, fixed);
    }
}
