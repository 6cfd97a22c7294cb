package io.waymark.console;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.waymark.sandbox.infra.BuiltService;
import io.waymark.sandbox.infra.PostgresServer;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** The built service as a process of its own, to be killed. */
public record ConsoleProcess(BuiltService service) implements AutoCloseable {

    private static final String KEY = "process-key";
    private static final Duration SOON = Duration.ofMinutes(2);

    /** Starts it and waits until it is ready. */
    public static ConsoleProcess start(String kafka, PostgresServer postgres, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka,
                "waymark.postgres.host",
                postgres.host(),
                "waymark.postgres.port",
                Integer.toString(postgres.port()),
                "waymark.api.keys",
                KEY,
                "waymark.webhook.master-secrets",
                "test-webhook-secret",
                "waymark.sealing.keys",
                Api.SEALING_KEYS));
        all.putAll(settings);
        BuiltService service = BuiltService.start("console", all);
        Awaitility.await()
                .atMost(SOON)
                .ignoreException(ConnectException.class)
                .failFast("the service ended by itself", () -> !service.isAlive())
                .until(() -> given().port(service.managementPort())
                                .get("/q/health/ready")
                                .statusCode()
                        == 200);
        return new ConsoleProcess(service);
    }

    /** A call of a merchant who may do all. */
    public RequestSpecification call() {
        return given().port(service.port()).header("Authorization", "Bearer " + KEY);
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        service.kill();
    }

    @Override
    public void close() {
        service.close();
    }
}
