package io.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.hostile.LogWatch;
import io.waymark.sandbox.hostile.RawClient;
import io.waymark.sandbox.hostile.Siege;
import io.waymark.sandbox.hostile.Target;
import io.waymark.sandbox.infra.KafkaResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Every callback with everything that no provider sends; unsigned, and rightly signed by a provider that has gone mad. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class HostileCallbacksIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String NUMBER = "YT95000001";
    private static final String PUSH = Pushes.kuaidi100(NUMBER, 1);
    private static final ShipmentId SHIPMENT = ShipmentId.of("yto", NUMBER);

    /** One of each sender's calls; a sender without one fails the test. */
    private static final Map<String, List<Target>> CALLBACKS = Map.of(
            "kuaidi100",
                    List.of(
                            post("/callbacks/kuaidi100", FORM, Pushes.kuaidi100Form(PUSH, "new-salt")),
                            post(
                                            "/callbacks/kuaidi100/{" + SHIPMENT + "}",
                                            FORM,
                                            Pushes.kuaidi100Form(PUSH, "new-salt"))
                                    .knowing("s")),
            "sto",
                    List.of(
                            post("/callbacks/sto", FORM, Pushes.stoForm(Pushes.sto("7770001"), "new-sto-secret")),
                            post(
                                    "/callbacks/sto",
                                    JSON,
                                    Pushes.stoArticle("7770002", Instant.EPOCH, "new-sto-secret"))),
            "onerway",
                    List.of(post(
                            "/callbacks/onerway",
                            JSON,
                            Notices.onerway(Notices.sale("1", "S"), Notices.ONERWAY_SECRET))),
            "asiabill", List.of(post("/callbacks/asiabill", JSON, Notices.asiabill("transaction", "1", ""))));

    @Inject
    CallbackProtocolConfig protocols;

    @Test
    void noCallbackBreaksTheDoor() {
        assertThat(CALLBACKS.keySet()).isEqualTo(protocols.senders());
        List<Target> targets = new ArrayList<>();
        CALLBACKS.values().forEach(targets::addAll);
        targets.add(Target.of("GET", "/callbacks/sto"));
        targets.add(post("/callbacks/nobody", FORM, "a=b"));

        assertThat(new Siege(RestAssured.port, CALLBACKS.get("sto").get(0), 200).of(targets))
                .isEmpty();
    }

    @Test
    void theManagementPortIsNotBrokenEither() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);

        assertThat(new Siege(port, Target.of("GET", "/q/health/live"), 200)
                        .of(List.of(Target.of("GET", "/q/health/ready"), Target.of("GET", "/q/metrics"))))
                .isEmpty();
    }

    /** What it says is kept, for a person to look at, or refused in the sender's words; nobody's log holds any of it. */
    @Test
    void whatIsRightlySignedBreaksNothingEither() throws IOException {
        RawClient client = new RawClient(RestAssured.port);
        try (LogWatch logs = LogWatch.forAny(List.of(Target.MARK))) {
            for (Target callback : signed().toList()) {
                assertThat(client.send(callback.bytes()).status())
                        .as(callback.body())
                        .isEqualTo(200);
            }
            assertThat(logs.found()).isEmpty();
        }
    }

    private static Stream<Target> signed() {
        Stream<Target> kuaidi100 = Target.hostile(PUSH)
                .map(push -> post("/callbacks/kuaidi100", FORM, Pushes.kuaidi100Form(push, "new-salt")));
        Stream<Target> sto = Target.hostile(Pushes.sto("7770003"))
                .map(push -> post("/callbacks/sto", FORM, Pushes.stoForm(push, "new-sto-secret")));
        return Stream.concat(kuaidi100, sto);
    }

    private static Target post(String path, String type, String body) {
        return Target.of("POST", path).withBody(type, body);
    }
}
