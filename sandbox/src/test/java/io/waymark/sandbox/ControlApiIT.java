package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiIT extends SandboxCase {

    private static final String PARCEL =
            """
            {"provider":"kuaidi100","carrier":"yto","trackingNumber":" yt1 ","script":"locker","speed":1}""";

    @Test
    void startsAParcelOnce() {
        HttpResponse<String> started = post("/sandbox/parcels", new JsonObject(PARCEL));

        assertThat(started.statusCode()).isEqualTo(201);
        assertThat(new JsonObject(started.body()).getMap())
                .containsEntry("trackingNumber", "YT1")
                .containsEntry("script", "locker")
                .containsEntry("steps", 7)
                .containsKeys("startedAt", "endsAt", "speed");
        assertThat(post("/sandbox/parcels", new JsonObject(PARCEL)).statusCode())
                .isEqualTo(409);
        assertThat(new JsonArray(get("/sandbox/parcels").body())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider       | \"moon\"",
                "provider       | 7",
                "carrier        | \"y t o\"",
                "trackingNumber | \"\"",
                "script         | \"teleported\"",
                "script         | []",
                "script         | [7]",
                "script         | [{\"text\":\"no code\"}]",
                "script         | [{\"code\":\"0\",\"after\":-1}]",
                "speed          | 0.5",
                "speed          | \"fast\"",
                "callback       | \"elsewhere\"",
            })
    void namesTheFieldThatIsBad(String field, String value) {
        JsonObject parcel = new JsonObject(PARCEL).put(field, new JsonArray("[" + value + "]").getValue(0));

        HttpResponse<String> refused = post("/sandbox/parcels", parcel);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(refused.body()).getString("detail")).startsWith(field + ":");
    }

    @ParameterizedTest
    @CsvSource({
        "moon, drop, 1",
        "sto, not-final, 1",
        "onerway, reorder, 1",
        "sto, hiccup, 1",
        "sto, drop, 0",
        "sto, drop, 1000000001",
        "onerway, wrong-answer-signature, 1",
        "asiabill, not-final, 1",
        "thirtypost, reorder, 1",
        "thirtypost, not-final, 1"
    })
    void refusesFaultsThatNobodyCanHave(String target, String mode, int times) {
        JsonObject fault =
                new JsonObject().put("target", target).put("mode", mode).put("times", times);

        assertThat(put("/sandbox/faults", fault).statusCode()).isEqualTo(422);
    }

    @Test
    void saysWhoseCallsAFaultConcerns() {
        JsonObject fault = new JsonObject().put("target", "kuaidi100").put("mode", "bad-signature");

        assertThat(new JsonObject(put("/sandbox/faults", fault).body()).getString("when"))
                .isEqualTo("calling");
        assertThat(new JsonObject(put("/sandbox/faults", fault.copy().put("when", "called"))
                                .body())
                        .getString("when"))
                .isEqualTo("called");
        assertThat(put("/sandbox/faults", fault.copy().put("when", "always")).statusCode())
                .isEqualTo(422);
        assertThat(put("/sandbox/faults", fault.copy().put("mode", "timeout").put("when", "calling"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void limitsAFaultToAShareOfTheCalls() {
        JsonObject fault = new JsonObject().put("target", "sto").put("mode", "drop");

        assertThat(new JsonObject(put(
                                        "/sandbox/faults",
                                        fault.copy().put("share", 0.3).put("seed", 7))
                                .body())
                        .getMap())
                .containsEntry("share", 0.3)
                .containsEntry("seed", 7);
        assertThat(put("/sandbox/faults", fault.copy().put("share", 1)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"share, 0", "share, 1.1", "share, \"half\"", "seed, \"x\""})
    void namesTheOddsThatAreBad(String field, String value) {
        JsonObject fault = new JsonObject()
                .put("target", "sto")
                .put("mode", "drop")
                .put(field, new JsonArray("[" + value + "]").getValue(0));

        HttpResponse<String> refused = put("/sandbox/faults", fault);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(refused.body()).getString("detail")).startsWith(field + ":");
    }

    @Test
    void limitsAFaultToAnOperationOfItsTarget() {
        JsonObject fault = new JsonObject().put("target", "asiabill").put("mode", "timeout-after");

        HttpResponse<String> scripted =
                put("/sandbox/faults", fault.copy().put("operation", "query").put("times", 1_000_000));
        assertThat(scripted.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(scripted.body()).getString("operation")).isEqualTo("query");
        assertThat(put("/sandbox/faults", fault.copy().put("operation", "refund"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(put("/sandbox/faults", fault.copy().put("target", "onerway").put("operation", "query"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void refusesABodyThatIsNoObject() {
        assertThat(postForm("/sandbox/parcels", Map.of("provider", "sto")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsWhatEachGatewayGot() {
        assertThat(get("/sandbox/gateways/asiabill/uploads").body()).isEqualTo("[]");
        assertThat(get("/sandbox/gateways/moon/uploads").statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/providers/thirtypost/queries").body()).isEqualTo("[]");
        assertThat(get("/sandbox/providers/moon/queries").statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/providers/thirtypost/dropped").statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/providers/moon/pushes").statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/health").statusCode()).isEqualTo(200);
    }

    @Test
    void namesThePortThatIsInUse() {
        SandboxSettings taken = SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", Integer.toString(sandbox.port())));

        assertThatThrownBy(() -> SandboxServer.start(taken)).hasMessage("port " + sandbox.port() + " is in use");
    }
}
