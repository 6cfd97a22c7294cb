package io.waymark.sandbox.infra;

import io.waymark.contract.Topic;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The same infrastructure from container images, for those who have a Docker engine and say so: with
 * {@code -Dwaymark.test.infra=containers}, or with {@code CI_CONTAINERS=true} in the environment where an engine
 * answers. Testcontainers removes the containers when the JVM ends. Needs Testcontainers on the test's class path.
 */
final class Containers {

    private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
    private static final String POSTGRES_IMAGE = "postgres:18";

    private Containers() {}

    static boolean wanted() {
        return "containers".equals(System.getProperty("waymark.test.infra"))
                || ("true".equals(System.getenv("CI_CONTAINERS")) && Engine.answers());
    }

    /** Starts a broker and returns its address. */
    static String kafka() {
        return Engine.kafka();
    }

    /** Starts a server and returns its settings. */
    static Map<String, String> postgres() {
        return Engine.postgres();
    }

    /** Apart, so that nobody needs Testcontainers who does not ask for containers. */
    private static final class Engine {

        static boolean answers() {
            return DockerClientFactory.instance().isDockerAvailable();
        }

        @SuppressWarnings("resource") // Testcontainers closes it with the JVM
        static String kafka() {
            String maxBytes = Integer.toString(Topic.MAX_RECORD_BYTES + 64 * 1024);
            KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE);
            kafka.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                    .withEnv("KAFKA_MESSAGE_MAX_BYTES", maxBytes)
                    .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", maxBytes)
                    .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
            kafka.start();
            return kafka.getBootstrapServers();
        }

        @SuppressWarnings("resource") // as above
        static Map<String, String> postgres() {
            PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES_IMAGE)
                    .withDatabaseName(PostgresServer.NAME)
                    .withUsername(PostgresServer.NAME)
                    .withPassword(PostgresServer.NAME);
            postgres.start();
            return SharedPostgres.settings(postgres.getHost(), postgres.getMappedPort(5432));
        }
    }
}
