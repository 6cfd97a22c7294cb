package io.waymark.carriers.thirtypost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThirtyPostNumbersTest {

    private static final String NUMBER = "A8000194846E";

    @Test
    void theNumberInChinaIsAFurtherNumberOfTheParcel() {
        assertThat(numbers(entry(NUMBER), entry("EA123456789CN"))).containsExactly("ems:EA123456789CN");
    }

    @Test
    void whereTheShapeSaysNothingTheCarrierIsForOthersToRecognise() {
        assertThat(numbers(entry(NUMBER), entry(" 4310012345678 "))).containsExactly("auto:4310012345678");
    }

    @Test
    void theParcelsOwnNumberIsNoFurtherOne() {
        assertThat(numbers(entry("B1"), entry(NUMBER) + "," + entry("b1") + "," + entry("")))
                .isEmpty();
    }

    private static List<String> numbers(String base, String china) {
        String body = "{\"success\":\"1\",\"base\":[" + base + "],\"cnExpress\":{\"success\":\"1\",\"value\":[" + china
                + "]}}";
        RawPayload raw = new RawPayload(
                "id",
                "thirtypost",
                ShipmentId.of("thirtypost", NUMBER),
                "thirtypost",
                NUMBER,
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.parse("2024-06-01T00:00:00Z"),
                "application/json",
                body.getBytes(UTF_8),
                Evidence.PULL,
                "test",
                null);
        return new ThirtyPostParser().parse(raw).furtherNumbers();
    }

    private static String entry(String number) {
        return "{\"expressionNo\":\"" + number
                + "\",\"event\":\"x\",\"address\":\"\",\"dateTime\":\"2024-05-02 10:00:00\"}";
    }
}
