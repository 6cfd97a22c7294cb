package io.waymark.normalizer.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.HourAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Cell STO = Cell.of("sto", NOON.toEpochMilli() + 1);

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private AccountsRepository accounts;

    @BeforeEach
    void start() {
        KeyValueStore<?, ?> store = AccountsRepository.builder()
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.setCurrentSystemTimeMs(NOON.toEpochMilli());
        accounts = new AccountsRepository(context);
    }

    @Test
    void anAccountHasTheSumsOfItsRecordsAndTheOffsetAfterTheLast() {
        accounts.normalized(STO, 4, false, new Scans(3, 2, 1));
        accounts.deadLettered(STO, 5, false);
        accounts.normalized(STO, 6, false, new Scans(1, 0, 1));

        assertThat(accounts.takeChanged()).containsExactly(new HourAccount(0, "sto", NOON, 2, 1, 4, 2, 2, 7, 0));
    }

    @Test
    void aRecordThatWaitsIsCountedOnceWhateverItTurnsOutToBe() {
        accounts.waits(STO, 4);
        accounts.waits(STO, 5);
        accounts.normalized(STO, 6, false, new Scans(1, 1, 0));
        assertThat(accounts.takeChanged()).containsExactly(new HourAccount(0, "sto", NOON, 1, 0, 1, 1, 0, 7, 2));

        accounts.normalized(STO, 4, true, new Scans(2, 2, 0));
        accounts.deadLettered(STO, 5, true);

        assertThat(accounts.takeChanged()).containsExactly(new HourAccount(0, "sto", NOON, 2, 1, 3, 3, 0, 7, 0));
    }

    @Test
    void countsFromBeforeRecordsCouldWaitAreRead() {
        byte[] now = new Counts(1, 2, 3, 4, 5, 6, 0, 8, true).write();

        assertThat(Counts.read(Arrays.copyOf(now, 7 * Long.BYTES + 1)))
                .isEqualTo(new Counts(1, 2, 3, 4, 5, 6, 0, 8, true));
        assertThat(Counts.read(new Counts(1, 2, 3, 4, 5, 6, 7, 8, false).write()))
                .isEqualTo(new Counts(1, 2, 3, 4, 5, 6, 7, 8, false));
    }

    @Test
    void anAccountGoesOnAfterItWasTold() {
        accounts.normalized(STO, 0, false, new Scans(1, 1, 0));
        accounts.takeChanged();
        assertThat(accounts.takeChanged()).isEmpty();

        accounts.normalized(STO, 1, false, new Scans(1, 1, 0));

        assertThat(accounts.takeChanged()).containsExactly(new HourAccount(0, "sto", NOON, 2, 0, 2, 2, 0, 2, 0));
    }

    @Test
    void hoursAndProvidersHaveAccountsOfTheirOwn() {
        accounts.deadLettered(STO, 0, false);
        accounts.deadLettered(Cell.of("a/b", NOON.toEpochMilli()), 1, false);
        accounts.deadLettered(Cell.of("sto", NOON.toEpochMilli() - 1), 2, false);

        assertThat(accounts.takeChanged())
                .extracting(HourAccount::key)
                .containsExactlyInAnyOrder(
                        "0:sto:2026-11-22T12:00:00Z", "0:a/b:2026-11-22T12:00:00Z", "0:sto:2026-11-22T11:00:00Z");
    }

    @Test
    void whatWasNotToldBeforeAStopIsToldAfterIt() {
        accounts.deadLettered(Cell.of("kuaidi100", NOON.toEpochMilli()), 0, false);
        accounts.takeChanged();
        accounts.normalized(STO, 1, false, new Scans(1, 1, 0));

        AccountsRepository startedAnew = new AccountsRepository(context);

        assertThat(startedAnew.takeChanged()).containsExactly(new HourAccount(0, "sto", NOON, 1, 0, 1, 1, 0, 2, 0));
        assertThat(new AccountsRepository(context).takeChanged()).isEmpty();
    }

    @Test
    void onlyWhatWasToldAndHasNotChangedForTwoHundredDaysIsForgotten() {
        accounts.deadLettered(STO, 0, false);
        context.setCurrentSystemTimeMs(NOON.plus(Duration.ofDays(201)).toEpochMilli());
        accounts.forgetOld();
        assertThat(accounts.takeChanged()).hasSize(1);

        accounts.forgetOld();

        accounts.deadLettered(STO, 1, false);
        assertThat(accounts.takeChanged())
                .singleElement()
                .extracting(HourAccount::deadLettered)
                .isEqualTo(1L);
        accounts.forgetOld();
        accounts.deadLettered(STO, 2, false);
        assertThat(accounts.takeChanged())
                .singleElement()
                .extracting(HourAccount::deadLettered)
                .isEqualTo(2L);
    }
}
