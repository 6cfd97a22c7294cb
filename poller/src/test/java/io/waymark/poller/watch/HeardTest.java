package io.waymark.poller.watch;

import static io.waymark.contract.ShipmentStatus.DELIVERED;
import static io.waymark.contract.ShipmentStatus.IN_TRANSIT;
import static io.waymark.contract.ShipmentStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.ShipmentStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Source SOURCE = new Source(ShipmentId.of("yto", "N1"), ProviderId.KUAIDI100);

    private final Heard heard = new Heard(SOURCE);

    private void told(ShipmentStatus status, int hour) {
        heard.add(Told.event("yto", "N1", "kuaidi100", status, hour(hour)));
    }

    private static Instant hour(int hour) {
        return NOON.plus(Duration.ofHours(hour));
    }

    private static Listener listener(boolean told, int heardAt, ShipmentStatus status) {
        return listener(told, heardAt, status, null, null);
    }

    private static Listener listener(
            boolean told, int heardAt, ShipmentStatus status, @Nullable Instant asked, @Nullable Instant answered) {
        return new Listener(1, SOURCE, hour(heardAt), status, told, asked, answered, answered == null);
    }

    private static SilenceGap gap(ShipmentStatus status, int hours) {
        return SilenceGap.of(ProviderId.KUAIDI100, status, Duration.ofHours(hours));
    }

    @Test
    void theFirstNewsIsHeardAndEndsNoPause() {
        told(IN_TRANSIT, 3);

        assertThat(heard.heardBy(listener(false, 0, PENDING))).contains(listener(true, 3, IN_TRANSIT));
        assertThat(heard.gaps(List.of(listener(false, 0, PENDING)))).isEmpty();
    }

    @Test
    void whatWasReceivedBeforeItWasWaitedForIsHeardAllTheSame() {
        told(IN_TRANSIT, -1);

        assertThat(heard.heardBy(listener(false, 0, PENDING))).contains(listener(true, 0, IN_TRANSIT));
    }

    @Test
    void whatWasHeardBeforeIsNoNews() {
        told(IN_TRANSIT, 3);
        told(PENDING, 1);

        assertThat(heard.heardBy(listener(true, 3, DELIVERED))).isEmpty();
        assertThat(heard.gaps(List.of(listener(true, 3, DELIVERED)))).isEmpty();
    }

    @Test
    void everyPauseCountsUnderTheStatusInWhichItBegan() {
        told(OUT_FOR_DELIVERY, 5);
        told(DELIVERED, 6);

        assertThat(heard.gaps(List.of(listener(true, 1, IN_TRANSIT))))
                .containsExactly(gap(IN_TRANSIT, 4), gap(OUT_FOR_DELIVERY, 1));
        assertThat(heard.heardBy(listener(true, 1, IN_TRANSIT))).contains(listener(true, 6, DELIVERED));
    }

    @Test
    void ofWhatIsToldTogetherTheNewestScanCounts() {
        heard.add(Told.event("yto", "N1", "kuaidi100", DELIVERED, hour(4), hour(5), TrackingEvent.Type.EVENT));
        heard.add(Told.event("yto", "N1", "kuaidi100", IN_TRANSIT, hour(2), hour(5), TrackingEvent.Type.EVENT));

        assertThat(heard.heardBy(listener(true, 1, IN_TRANSIT))).contains(listener(true, 5, DELIVERED));
        assertThat(heard.gaps(List.of(listener(true, 1, IN_TRANSIT)))).containsExactly(gap(IN_TRANSIT, 4));
    }

    @Test
    void timesAreComparedInMillisecondsAsTheyAreStored() {
        heard.add(Told.event("yto", "N1", "kuaidi100", DELIVERED, hour(3).plusNanos(999_999)));

        assertThat(heard.heardBy(listener(true, 3, IN_TRANSIT))).isEmpty();
    }

    @Test
    void aPauseThatOurQuestionEndedBeganOrInterruptedDoesNotCount() {
        told(OUT_FOR_DELIVERY, 5);
        told(DELIVERED, 7);

        assertThat(heard.gaps(List.of(listener(true, 1, IN_TRANSIT, hour(5).minusMillis(90), hour(5)))))
                .isEmpty();
        assertThat(heard.gaps(List.of(listener(true, 1, IN_TRANSIT, hour(6), hour(6)))))
                .containsExactly(gap(IN_TRANSIT, 4));
        assertThat(heard.gaps(List.of(listener(true, 1, IN_TRANSIT), listener(true, 1, IN_TRANSIT, hour(2), hour(2)))))
                .containsExactly(gap(OUT_FOR_DELIVERY, 2));
    }

    @Test
    void newsThatTheAnswerBroughtHealsAlsoIfAPushCameAfterIt() {
        told(OUT_FOR_DELIVERY, 5);
        told(DELIVERED, 7);

        Listener silent = listener(true, 1, IN_TRANSIT, hour(5), hour(5));
        News news = News.of(List.of(heard), List.of(silent));

        assertThat(news.healed()).containsExactly(SOURCE);
        assertThat(news.listeners()).singleElement().satisfies(row -> {
            assertThat(row.healed()).isTrue();
            assertThat(row.heardAt()).isEqualTo(hour(7));
        });
    }

    @Test
    void newsThatAPushBroughtHealsNothing() {
        told(DELIVERED, 7);

        News news = News.of(List.of(heard), List.of(listener(true, 1, IN_TRANSIT, hour(5), hour(5))));

        assertThat(news.healed()).isEmpty();
        assertThat(news.listeners()).singleElement().matches(row -> !row.healed());
    }

    @Test
    void nobodyListensToAProviderThatIsNotAsked() {
        told(DELIVERED, 7);

        News news = News.of(List.of(heard), List.of());

        assertThat(news.listeners()).isEmpty();
        assertThat(news.gaps()).isEmpty();
    }
}
