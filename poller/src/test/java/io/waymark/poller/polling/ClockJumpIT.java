package io.waymark.poller.polling;

import static io.waymark.poller.polling.Numbers.GAP;
import static io.waymark.poller.polling.Numbers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database's clock jumps: as seen from it, all that was stored has jumped the other way. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(PollingResource.class)
class ClockJumpIT {

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    private final Numbers numbers = new Numbers();
    private QueryStandIn provider;

    @BeforeEach
    void start() throws IOException {
        numbers.clear();
        provider = new QueryStandIn(url);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private void shift(String by) {
        numbers.change("update poller.number_use set asked_at = asked_at + interval '" + by + "',"
                + " asked = array(select t + interval '" + by + "' from unnest(asked) t)");
        numbers.change("update poller.provider_pace set filled_at = filled_at + interval '" + by + "',"
                + " open_until = open_until + interval '" + by + "'");
        numbers.change("update poller.watch set next_at = next_at + interval '" + by + "',"
                + " asked_at = asked_at + interval '" + by + "', heard_at = heard_at + interval '" + by + "',"
                + " registered_at = registered_at + interval '" + by + "'");
    }

    private void awaitAnswer(String number) {
        await().atMost(PATIENCE).until(() -> numbers.isAnswered(number));
    }

    @Test
    void aClockThatLeapsAheadMakesNoNumberBeAskedAboutTooSoon() {
        numbers.due("YTAHEAD");
        awaitAnswer("YTAHEAD");

        shift("-1 minute"); // half a day and more of a parcel's time

        await().atMost(PATIENCE).until(() -> provider.calls("YTAHEAD").size() == 2);
        List<QueryStandIn.Call> calls = provider.calls("YTAHEAD");
        assertThat(Duration.ofNanos(calls.get(1).nanoTime() - calls.get(0).nanoTime()))
                .isGreaterThanOrEqualTo(GAP);
    }

    @Test
    void aClockThatIsSetBackStopsNobodyElse() {
        numbers.due("YTBACK");
        awaitAnswer("YTBACK");

        shift("1 hour");
        numbers.change("update poller.watch set next_at = now() where tracking_number = 'YTBACK'");
        numbers.due("YTNEXT");
        awaitAnswer("YTNEXT");

        assertThat(provider.calls("YTBACK")).hasSize(1);
        assertThat(numbers.is("YTBACK", "next_at > now()")).isTrue();
    }

    @Test
    void aClockThatIsSetBackStopsNoProviderWhoseRateWasJustUsedUp() {
        numbers.due("YTUSEDUP");
        awaitAnswer("YTUSEDUP");

        numbers.change("update poller.provider_pace set tokens = 0, filled_at = filled_at + interval '1 hour'");
        numbers.due("YTREFILLED");

        awaitAnswer("YTREFILLED");
    }

    @Test
    void aProviderThatWasLeftAloneIsTriedAgainAlthoughTheClockWasSetBack() {
        provider.answers("YTLEFT", "http-429", "200");
        numbers.due("YTLEFT");
        await().atMost(PATIENCE)
                .until(() ->
                        numbers.count("select count(*) from poller.provider_pace where open_until is not null") == 1);

        numbers.change("update poller.provider_pace set open_until = open_until + interval '1 hour'");

        awaitAnswer("YTLEFT");
    }
}
