package io.waymark.console.webhook;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.webhook.Hooks.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.console.Api;
import io.waymark.console.access.Merchants;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console on one's own machine, for which nobody has set a master secret. */
@QuarkusTest
@TestProfile(WebhookSettingsIT.Bare.class)
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookSettingsIT {

    public static class Bare implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("waymark.webhook.master-secrets", "", "waymark.webhook.allow-private", "true");
        }
    }

    @Inject
    Merchants merchants;

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/", "http://localhost:1/hook", "http://10.0.0.1/"})
    void withoutAMasterSecretThereIsNoNewEndpoint(String url) {
        post(DEFAULT, "", "{\"url\": \"" + url + "\"}")
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("WAYMARK_WEBHOOK_MASTER_SECRETS"));
    }

    @Test
    void whatIsNoUrlIsRefusedAllTheSame() {
        post(DEFAULT, "", "{\"url\": \"ftp://localhost/\"}").statusCode(422).body("errors.field", contains("url"));
    }

    @Test
    void whatCannotBeSeenNeedsNoSecretToBeMissing() {
        String merchant = "bare" + Api.number();
        merchants.add(merchant, merchant);

        get(merchant, "/v1/webhooks").statusCode(200).body("items", empty());
        post(merchant, "/" + UUID.randomUUID() + "/rotate", "").statusCode(404);
    }
}
