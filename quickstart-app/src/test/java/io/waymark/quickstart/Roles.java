package io.waymark.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** PostgreSQL with the roles and schemas that the manifests have CloudNativePG make: one of each for each service. */
final class Roles implements AutoCloseable {

    private static final String FILE = "components/postgresql/cluster.yaml";

    private final PostgresServer server =
            PostgresServer.start(PostgresOptions.temporary().withPort(Part.POSTGRESQL.port()));

    /** Starts it. */
    Roles() {
        JsonNode cluster = Manifest.resource(FILE, "Cluster");
        List<String> statements = new ArrayList<>();
        cluster.at("/spec/bootstrap/initdb/postInitApplicationSQL")
                .forEach(statement -> statements.add(statement.asText()));
        for (JsonNode role : cluster.at("/spec/managed/roles")) {
            String name = role.path("name").asText();
            statements.add("create role " + name + " login");
            role.path("inRoles").forEach(of -> statements.add("grant " + of.asText() + " to " + name));
        }
        for (JsonNode schema : Manifest.resource(FILE, "Database").at("/spec/schemas")) {
            statements.add("create schema " + schema.path("name").asText() + " authorization "
                    + schema.path("owner").asText());
        }
        statements.forEach(this::run);
    }

    /** The names of the services' roles. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Manifest.resource(FILE, "Cluster")
                .at("/spec/managed/roles")
                .forEach(role -> names.add(role.path("name").asText()));
        return names;
    }

    /** The first column of what a role finds; throws what PostgreSQL refuses it with. */
    List<String> ask(String role, String query) throws SQLException {
        try (Connection connection = connection(role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** The schemas in which a role may make tables, those of the system left out. */
    List<String> schemasOf(String role) throws SQLException {
        return ask(
                role,
                "select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'"
                        + " and has_schema_privilege(oid, 'CREATE') order by 1");
    }

    /** Whether a role may make schemas. */
    boolean makesSchemas(String role) throws SQLException {
        return ask(role, "select has_database_privilege(current_database(), 'CREATE')")
                .equals(List.of("t"));
    }

    private void run(String statement) {
        try (Connection connection = connection("postgres");
                Statement session = connection.createStatement()) {
            session.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private Connection connection(String role) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s?user=%s"
                .formatted(server.host(), server.port(), PostgresServer.NAME, role));
    }

    @Override
    public void close() {
        server.close();
    }
}
