package io.waymark.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageBodyTest {

    @Test
    void aBodyIsTypeTimeAndWhatThereIsToTellWithTheMerchantsOwnWords() {
        assertThat(MessageBody.of(
                        "shipment.event", "2026-11-22T10:00:00Z", "{\"newer\":[1]}", "O-1", List.of("店-1", "b")))
                .isEqualTo("{\"type\":\"shipment.event\",\"timestamp\":\"2026-11-22T10:00:00Z\","
                        + "\"data\":{\"newer\":[1],\"orderId\":\"O-1\",\"labels\":[\"店-1\",\"b\"]}}");
    }

    @Test
    void anOrderThatWasNotSaidIsNull() {
        assertThat(MessageBody.of("shipment.event", "", "{}", null, List.of())).contains("\"orderId\":null");
    }

    @Test
    void whatIsTooLongLosesTextAndLabels() {
        String data = "{\"eventId\":\"e\",\"description\":\"" + "已".repeat(10_000) + "\"}";

        String body = MessageBody.of("shipment.event", "t", data, "O-1", Collections.nCopies(100, "l".repeat(100)));

        assertThat(body.getBytes(UTF_8).length).isLessThan(MessageBody.MOST_BYTES);
        assertThat(body).contains("\"eventId\":\"e\"", "\"orderId\":\"O-1\"", "\"labels\":[]", "已");
    }
}
