package io.waymark.poller.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.poller.booking.SandboxResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed description of the API. {@code -Dwaymark.openapi.renew=true} writes it anew. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(value = SandboxResource.class, restrictToAnnotatedClass = true)
class DescriptionIT {

    private static final Path COMMITTED = Path.of("../docs/openapi/poller.yaml");

    @Test
    void theCommittedDescriptionIsTheServedOne() throws IOException {
        String served = given().accept("application/yaml")
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (Boolean.getBoolean("waymark.openapi.renew")) {
            Files.writeString(COMMITTED, served);
        }

        assertThat(COMMITTED).content().isEqualTo(served);
    }
}
