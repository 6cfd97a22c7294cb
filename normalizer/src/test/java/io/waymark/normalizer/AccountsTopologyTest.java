package io.waymark.normalizer;

import static io.waymark.normalizer.TrackedNumber.RECEIVED;
import static io.waymark.normalizer.TrackedNumber.node;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.HourAccount;
import io.waymark.contract.RawProvider;
import io.waymark.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTopologyTest {

    private static final TrackedNumber PARCEL = new TrackedNumber("yto", "YT1");
    private static final String KEY = PARCEL.id().toString();
    private static final String SIGNED = node("2024-05-02 10:00:00", "301");
    private static final String ON_ITS_WAY = node("2024-05-02 08:00:00", "5");
    private static final String UNREADABLE = node("soon", "5");

    private final NormalizerDriver normalizer = NormalizerDriver.start();

    @AfterEach
    void stop() {
        normalizer.close();
    }

    @Test
    void everyRawRecordIsInTheAccountOfItsProviderAndHour() {
        normalizer.take(PARCEL.push(ON_ITS_WAY));
        normalizer.take(PARCEL.push(SIGNED, ON_ITS_WAY, UNREADABLE));
        normalizer.take(PARCEL.push(PARCEL.id(), "polling", RECEIVED.plusSeconds(3600), SIGNED));
        normalizer.take(new TrackedNumber("sto", "777").stoPush(RECEIVED, "2024-05-02 10:00:00", "签收"));

        assertThat(accounts())
                .containsExactlyInAnyOrder(
                        new HourAccount(0, "kuaidi100", RECEIVED, 2, 0, 3, 2, 1, 2, 0),
                        new HourAccount(0, "kuaidi100", RECEIVED.plusSeconds(3600), 1, 0, 1, 0, 1, 3, 0),
                        new HourAccount(0, "sto", RECEIVED, 1, 0, 1, 1, 0, 4, 0));
    }

    @Test
    void aDeadLetterIsInTheAccountOfWhomeverTheRecordNames() {
        normalizer.take(PARCEL.push("1".repeat(400) + ",,"));
        take("{\"id\":\"1\",\"provider\":\"sto\", oops");
        take("{\"provider\":\"nobody we know\"}");
        take("oops");

        assertThat(accounts())
                .containsExactlyInAnyOrder(
                        new HourAccount(0, "kuaidi100", RECEIVED, 0, 1, 0, 0, 0, 1, 0),
                        new HourAccount(0, "sto", RECEIVED, 0, 1, 0, 0, 0, 2, 0),
                        new HourAccount(0, "nobody we know", RECEIVED, 0, 1, 0, 0, 0, 3, 0),
                        new HourAccount(0, RawProvider.UNKNOWN, RECEIVED, 0, 1, 0, 0, 0, 4, 0));
        assertThat(normalizer.deadLetters(Topics.RAW)).hasSize(4);
    }

    @Test
    void registrationsAndCommandsAreInNoAccount() {
        normalizer.take(PARCEL.registration());
        normalizer.takeBytes(Topics.COMMANDS, KEY, "oops".getBytes(UTF_8), RECEIVED);

        assertThat(accounts()).isEmpty();
    }

    @Test
    void anAccountIsToldOnceUntilItChanges() {
        normalizer.take(PARCEL.push(ON_ITS_WAY));
        assertThat(accounts()).hasSize(1);
        assertThat(accounts()).isEmpty();

        normalizer.take(PARCEL.push(ON_ITS_WAY));

        assertThat(accounts()).containsExactly(new HourAccount(0, "kuaidi100", RECEIVED, 2, 0, 2, 1, 1, 2, 0));
    }

    @Test
    void anAccountIsFiledUnderItsPartitionProviderAndHour() {
        normalizer.take(PARCEL.push(ON_ITS_WAY));
        normalizer.pass(Duration.ofSeconds(1));

        TestRecord<String, HourAccount> told = normalizer.read(Topics.ACCOUNTS).get(0);

        assertThat(told.key()).isEqualTo("0:kuaidi100:2024-05-10T00:00:00Z");
        assertThat(told.getRecordTime()).isAfter(Instant.now().minusSeconds(3600));
        assertThat(CloudEvent.header(told.headers(), "ce_type")).isEqualTo("waymark.account.v1");
        assertThat(CloudEvent.header(told.headers(), "ce_subject")).isEqualTo(told.key());
    }

    private void take(String value) {
        normalizer.takeBytes(Topics.RAW, KEY, value.getBytes(UTF_8), RECEIVED);
    }

    private List<HourAccount> accounts() {
        normalizer.pass(Duration.ofSeconds(1));
        return normalizer.accounts();
    }
}
