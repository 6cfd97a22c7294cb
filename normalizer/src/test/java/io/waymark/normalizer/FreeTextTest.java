package io.waymark.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Evidence;
import io.waymark.contract.Flag;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A carrier that tells in free text, without codes: 30post. */
class FreeTextTest {

    private static final TrackedNumber PARCEL = new TrackedNumber("thirtypost", "A8000194846E");
    private static final Instant RECEIVED = Instant.parse("2024-05-20T00:00:00Z");

    private static final String OUT_FOR_DELIVERY =
            "{\"event\":\"派件员王师傅13812341234正在派件，请您准备签收\",\"address\":\"大连市\",\"dateTime\":\"2024-05-10 09:00:00\"}";

    private static final String SIGNED = "{\"event\":\" 已签收，签收人：李小明 \",\"dateTime\":\"2024-05-10 16:00:00\"}";

    private static final String RETURNING = "{\"event\":\"客户退回\",\"dateTime\":\"2024-05-11 10:00:00\"}";

    private static final String BACK = "{\"event\":\"已签收\",\"dateTime\":\"2024-05-18 10:00:00\"}";

    private final NormalizerDriver normalizer = NormalizerDriver.start();

    @AfterEach
    void stop() {
        normalizer.close();
    }

    @Test
    void becomesEventsOfTheWeakestEvidenceWithNobodysNameOrPhone() {
        tell(OUT_FOR_DELIVERY, SIGNED);

        assertThat(normalizer.events())
                .allSatisfy(event -> {
                    assertThat(event.evidence()).isEqualTo(Evidence.TEXT);
                    assertThat(event.provider()).isEqualTo("thirtypost");
                    assertThat(event.rawCode()).isEqualTo("cnExpress");
                    assertThat(event.toString() + event.description() + event.rule())
                            .doesNotContain("13812341234", "李小明", "王师傅");
                })
                .extracting(TrackingEvent::subStatus)
                .containsExactly(SubStatus.OUT_FOR_DELIVERY, SubStatus.SIGNED);
        assertThat(normalizer.latest(PARCEL.id()).flags()).contains(Flag.ASSUMED_TIME_ZONE);
    }

    @Test
    void isToldOnceHoweverOftenTheHistoryIsAskedFor() {
        tell(OUT_FOR_DELIVERY);
        tell(OUT_FOR_DELIVERY);
        tell(SIGNED, OUT_FOR_DELIVERY);

        assertThat(normalizer.events())
                .extracting(TrackingEvent::subStatus)
                .containsExactly(SubStatus.OUT_FOR_DELIVERY, SubStatus.SIGNED);
    }

    @Test
    void endsAReturnWithASignatureAtTheSenders() {
        tell(BACK, RETURNING, OUT_FOR_DELIVERY);

        assertThat(normalizer.latest(PARCEL.id()).status()).isEqualTo(ShipmentStatus.RETURNED);
    }

    @Test
    void withdrawsNothingByLeavingItOut() {
        tell(SIGNED);
        tell();

        assertThat(normalizer.latest(PARCEL.id()).status()).isEqualTo(ShipmentStatus.DELIVERED);
    }

    private void tell(String... entries) {
        String answer = "{\"success\":\"1\",\"base\":[],\"cnExpress\":{\"success\":\"1\",\"value\":["
                + String.join(",", entries) + "]}}";
        normalizer.take(PARCEL.thirtyPost(RECEIVED, answer));
    }
}
