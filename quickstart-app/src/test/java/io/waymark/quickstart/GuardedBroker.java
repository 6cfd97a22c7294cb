package io.waymark.quickstart;

import static java.util.stream.Collectors.toList;

import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker that lets nobody do anything but what the grants say. It knows whom it speaks with by certificate at one
 * port and by password at another; at the quickstart's own port it asks nothing, and that is the tests' alone.
 */
final class GuardedBroker implements AutoCloseable {

    private static final String PASSWORD = "password-of-";
    private static final int ITERATIONS = 4096;
    private static final Path MANIFEST_DIRECTORY = Path.of("/var/run/kafka");

    /** How users are known, each at a port of its own. */
    enum Door {
        CERTIFICATE(19_094),
        PASSWORD(19_095);

        private final int port;

        Door(int port) {
            this.port = port;
        }
    }

    private final Certificates certificates;
    private final EmbeddedKafka kafka;

    /** Starts it, with every topic. */
    GuardedBroker(Certificates certificates, Set<String> users, List<Grant> grants) {
        this.certificates = certificates;
        certificates.issue("broker");
        users.forEach(certificates::issue);
        this.kafka = EmbeddedKafka.start(
                KafkaOptions.temporary().withPort(Part.KAFKA.port()).withFurther(settings(certificates)));
        TopicSetup.createAll(kafka.bootstrapServers(), 2, 1);
        introduce(users, grants);
    }

    private static Map<String, String> settings(Certificates certificates) {
        String doors = "CERTIFICATE://127.0.0.1:%d,PASSWORD://127.0.0.1:%d"
                .formatted(Door.CERTIFICATE.port, Door.PASSWORD.port);
        // spotless:off
        return Map.ofEntries(
                Map.entry("listeners", doors),
                Map.entry("advertised.listeners", doors),
                Map.entry("listener.security.protocol.map", "CERTIFICATE:SSL,PASSWORD:SASL_SSL"),
                Map.entry("listener.name.certificate.ssl.client.auth", "required"),
                Map.entry("listener.name.password.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.password.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry(
                        "ssl.keystore.location",
                        certificates.of("broker").resolve("user.p12").toString()),
                Map.entry("ssl.keystore.password", Certificates.PASSWORD),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", certificates.authority().toString()),
                Map.entry("authorizer.class.name", WatchedAuthorizer.class.getName()),
                Map.entry("super.users", "User:ANONYMOUS"));
        // spotless:on
    }

    /** Gives every user a password, and tells the broker what each may do, however it is known. */
    private void introduce(Set<String> users, List<Grant> grants) {
        List<UserScramCredentialAlteration> passwords = users.stream()
                .map(user -> new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), PASSWORD + user))
                .collect(toList());
        List<AclBinding> bindings = new ArrayList<>();
        for (Grant grant : grants) {
            bindings.add(grant.binding("CN=" + grant.user()));
            bindings.add(grant.binding(grant.user()));
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            admin.alterUserScramCredentials(passwords).all().get();
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where the tests themselves do as they like. */
    String open() {
        return kafka.bootstrapServers();
    }

    /** The variables by which a service of this name connects. By certificate they are the manifests' own. */
    Map<String, String> environment(String user, Door door) {
        Map<String, String> environment = new HashMap<>();
        Manifest.resource("base/every-service.yaml", "Any")
                .at("/spec/template/spec/containers/0/env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(),
                        here(variable.path("value").asText(), user)));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + door.port);
        if (door == Door.CERTIFICATE) {
            environment.put("KAFKA_SSL_KEYSTORE_PASSWORD", Certificates.PASSWORD);
        } else {
            environment.keySet().removeIf(name -> name.startsWith("KAFKA_SSL_KEYSTORE"));
            environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
            environment.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
            environment.put("KAFKA_SASL_JAAS_CONFIG", login(user, PASSWORD + user));
        }
        return environment;
    }

    /** How a client logs in with a password. */
    static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    /** The same as settings of a client in this JVM. */
    Map<String, Object> client(String user, Door door) {
        Map<String, Object> settings = new HashMap<>();
        environment(user, door)
                .forEach((name, value) -> settings.put(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value));
        return settings;
    }

    private String here(String value, String user) {
        return value.replace(
                        MANIFEST_DIRECTORY.resolve("ca/ca.crt").toString(),
                        certificates.authority().toString())
                .replace(
                        MANIFEST_DIRECTORY.resolve("user").toString(),
                        certificates.of(user).toString());
    }

    @Override
    public void close() {
        kafka.close();
    }
}
