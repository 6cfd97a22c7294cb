package io.waymark.sandbox.infra;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL server that all tests of a JVM share. Started when first asked for; ends with the JVM. */
public final class SharedPostgres {

    private static @Nullable Map<String, String> settings;

    private SharedPostgres() {}

    /** Where it listens and how to log in, as {@code waymark.postgres.host|port|user|password|database}. */
    @SuppressWarnings("unchecked")
    public static Map<String, String> settings() {
        return (Map<String, String>) JvmWide.call(SharedPostgres.class, "started");
    }

    /** For JDBC, with user and password. */
    public static String jdbcUrl() {
        Map<String, String> server = settings();
        return "jdbc:postgresql://" + server.get("waymark.postgres.host") + ":" + server.get("waymark.postgres.port")
                + "/" + PostgresServer.NAME + "?user=" + PostgresServer.NAME + "&password=" + PostgresServer.NAME;
    }

    /** Called by name: see {@link JvmWide}. */
    static synchronized Map<String, String> started() {
        if (settings == null) {
            settings = Containers.wanted() ? Containers.postgres() : embedded();
        }
        return settings;
    }

    static Map<String, String> settings(String host, int port) {
        return Map.of(
                "waymark.postgres.host",
                host,
                "waymark.postgres.port",
                Integer.toString(port),
                "waymark.postgres.user",
                PostgresServer.NAME,
                "waymark.postgres.password",
                PostgresServer.NAME,
                "waymark.postgres.database",
                PostgresServer.NAME);
    }

    private static Map<String, String> embedded() {
        PostgresServer server = PostgresServer.start(PostgresOptions.temporary());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close-shared-postgres"));
        return settings(server.host(), server.port());
    }
}
