package io.waymark.console.registration;

import static io.waymark.console.registration.RegistrationOutcome.REGISTERED;
import static io.waymark.console.registration.RegistrationOutcome.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.request.JsonBody;
import io.waymark.console.registration.RegistrationOutcome.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistrationBatchTest {

    private static final RegistrationOutcome REFUSED =
            RegistrationOutcome.refused(List.of(new FieldError("orderId", "was registered with another value")));

    @Test
    void itEndsBeforeASecondStatementAboutTheSameShipment() {
        RegistrationBatch batch = of(body("1", ""), body("2", ""), body("1", ", \"orderId\": \"O\""), body("3", ""));

        assertThat(batch.requests())
                .extracting(RegistrationRequest::trackingNumber)
                .containsExactly("1", "2");
        assertThat(batch.outcomes(all(batch, REGISTERED))).hasSize(2);
    }

    @Test
    void itEndsBeforeASecondStatementAboutTheSamePayment() {
        String payment = ", \"settlement\": {\"gateway\": \"onerway\", \"transactionId\": \"T\"}";
        RegistrationBatch batch = of(body("1", payment), body("1", payment).put("carrier", "ems"), body("2", ""));

        assertThat(batch.requests()).hasSize(1);
    }

    @Test
    void whatSaysTheVerySameIsDecidedOnce() {
        RegistrationBatch batch = of(body("1", ""), body("2", ""), body("1", ""), body("2", ""), body("1", ""));

        assertThat(batch.requests()).hasSize(2);
        Map<RegistrationRequest, RegistrationOutcome> decided =
                Map.of(batch.requests().get(0), REGISTERED, batch.requests().get(1), REFUSED);
        assertThat(batch.outcomes(decided)).containsExactly(REGISTERED, REFUSED, REPEATED, REFUSED, REPEATED);
    }

    @Test
    void whatIsNotValidIsRefusedInItsPlace() {
        RegistrationBatch batch = of(body("1", ""), body("", ""), body("2", ""));

        assertThat(batch.outcomes(all(batch, REGISTERED)))
                .extracting(RegistrationOutcome::kind)
                .containsExactly(Kind.REGISTERED, Kind.REFUSED, Kind.REGISTERED);
    }

    private static Map<RegistrationRequest, RegistrationOutcome> all(
            RegistrationBatch batch, RegistrationOutcome outcome) {
        return batch.requests().stream().collect(Collectors.toMap(Function.identity(), request -> outcome));
    }

    private static RegistrationBatch of(ObjectNode... bodies) {
        return RegistrationBatch.of(Stream.of(bodies).toList());
    }

    private static ObjectNode body(String number, String more) {
        return JsonBody.object(("{\"carrier\": \"sto\", \"trackingNumber\": \"" + number + "\"" + more + "}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
