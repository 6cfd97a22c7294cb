package io.waymark.normalizer.status;

import static io.waymark.normalizer.status.Scans.kuaidi100;
import static io.waymark.normalizer.status.Scans.scan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.normalizer.replay.Replay;
import io.waymark.normalizer.replay.ReplayReport;
import io.waymark.normalizer.replay.StoreComparison;
import io.waymark.normalizer.status.Shadow.Comparison;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a replay finds, shipment by shipment, and what it reports. */
class ShadowTest {

    private static final MeaningTable NOW = MeaningTable.released();

    /** 304 as a signature of the customer, and 301 as an arrival at a station. */
    private static final MeaningTable THEN = NOW.with(Mapping.builtIn(ProviderId.KUAIDI100)
            .replacement(Mapping.builtIn(ProviderId.KUAIDI100)
                    .text()
                    .replace("# version: 1", "# version: 2")
                    .replace("DELIVERED,LOCKER_OR_STATION_SIGNED,", "DELIVERED,SIGNED,")
                    .replace(
                            "code,301,本人签收,,DELIVERED,SIGNED_BY_RECIPIENT,documented,withdraws-return",
                            "code,301,本人签收,,AVAILABLE_FOR_PICKUP,STATION,documented,")));

    private static ShipmentHistory history(String number, String... codes) {
        ShipmentHistory history = ShipmentHistory.of(ShipmentId.of("yto", number), "yto", number);
        StateMachine machine = new StateMachine();
        for (int i = 0; i < codes.length; i++) {
            Scans.Payload payload = kuaidi100(scan(codes[i], i));
            history = machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@" + i)
                    .history();
        }
        return history;
    }

    private static Comparison compare(String... codes) {
        return new Shadow(NOW, THEN).compare(history("YT1", codes));
    }

    @Test
    void aMappingThatChangesNothingOfAShipmentIsNoDifference() {
        Comparison found = compare("1", "5", "3");

        assertThat(found.isDifferent()).isFalse();
        assertThat(found.events()).isZero();
        assertThat(found.now()).isEqualTo(found.then());
    }

    @Test
    void aSignatureThatCountsAsTheCustomersMakesAPaymentClaimable() {
        Comparison found = compare("1", "304");

        assertThat(found.now().payable()).isFalse();
        assertThat(found.then().payable()).isTrue();
        assertThat(found.isOtherStatus()).isFalse();
        assertThat(found.isOtherDelivery()).isFalse();
        assertThat(found.events()).isEqualTo(1);
        assertThat(found.rules())
                .containsExactly("kuaidi100:304 DELIVERED/LOCKER_OR_STATION_SIGNED (ends a return) -> DELIVERED/SIGNED"
                        + " (ends a return)");
    }

    @Test
    void aSignatureThatIsNoneAnyMoreTakesStatusDeliveryAndPaymentAway() {
        Comparison found = compare("1", "301");

        assertThat(found.now().payable()).isTrue();
        assertThat(found.then().payable()).isFalse();
        assertThat(found.then().status()).isEqualTo(ShipmentStatus.AVAILABLE_FOR_PICKUP);
        assertThat(found.isOtherDelivery()).isTrue();
        assertThat(found.then().subStatus()).isEqualTo(SubStatus.STATION);
    }

    @Test
    void whatWentBackIsNotPayableWhateverItsSignatureMeans() {
        assertThat(compare("6", "304").then().payable()).isFalse();
        assertThat(compare("304", "6", "4").then().payable()).isFalse();
    }

    @Test
    void reportsCountsRulesExamplesAndMoney() {
        ReplayReport report = new ReplayReport(1);
        Replay replay = new Replay(NOW, THEN);
        Stream.of(
                        history("YT1", "1", "304"),
                        history("YT2", "304"),
                        history("YT3", "1", "301"),
                        history("YT4", "1"),
                        history("YT5", "304"))
                .forEach(history -> replay.take(history.shipmentId().toString(), HistoryCodec.write(history)));
        replay.take(ShipmentId.of("yto", "YT5").toString(), HistoryCodec.write(history("YT5", "304", "6")));
        replay.take(ShipmentId.of("yto", "YT2").toString(), null);
        replay.take(ShipmentId.of("yto", "YT6").toString(), HistoryCodec.write(history("YT6", "1", "304")));
        replay.take(ShipmentId.of("yto", "YT6").toString(), erased("YT6"));
        replay.report(report);
        report.money(List.of(
                settlement("YT1", SettlementState.OWED),
                settlement("YT3", SettlementState.ACKNOWLEDGED),
                settlement("YT4", SettlementState.OWED)));

        assertThat(report.text(NOW.versions(), THEN.versions()))
                .startsWith(
                        """
                        4 shipments, of which 0 kept as stubs that no mapping changes
                        1 besides were erased: skipped
                        in use  kuaidi100 1, sto 1, thirtypost 1
                        tried   kuaidi100 2, sto 1, thirtypost 1

                        2 shipments would change
                            status 1, deliveredAt 1
                            settlement eligibility: gained 1, lost 1
                        3 events would be published
                        """)
                .contains(
                        "  kuaidi100:301 DELIVERED/SIGNED_BY_RECIPIENT (ends a return) -> AVAILABLE_FOR_PICKUP/STATION:"
                                + " 1 shipments\n")
                .contains("    e.g. yto:YT1  " + ShipmentId.of("yto", "YT1")
                        + "  DELIVERED/LOCKER_OR_STATION_SIGNED at 2024-05-01T09:00+08:00 -> DELIVERED/SIGNED at"
                        + " 2024-05-01T09:00+08:00 payable\n")
                .endsWith(
                        """
                        settlements of those shipments
                          onerway  ACKNOWLEDGED  could no longer be claimed: 1
                          onerway  OWED  could be claimed: 1
                        """);
    }

    @Test
    void holdsTwoStoresBesideEachOther() {
        ReplayReport report = new ReplayReport(5);
        StoreComparison stores = new StoreComparison();
        Stream.of(history("YT1", "1", "304"), history("YT2", "5"), history("YT3", "5"))
                .forEach(history -> stores.takeLive(history.shipmentId().toString(), HistoryCodec.write(history)));
        Stream.of(history("YT1", "1"), history("YT2", "5"), history("YT4", "5"))
                .forEach(history -> stores.takeOther(history.shipmentId().toString(), HistoryCodec.write(history)));

        stores.takeLive(ShipmentId.of("yto", "YT5").toString(), erased("YT5"));
        stores.takeOther(ShipmentId.of("yto", "YT5").toString(), HistoryCodec.write(history("YT5", "5")));

        stores.report(report);

        assertThat(report.text("live", "other"))
                .startsWith(
                        "2 shipments, of which 0 kept as stubs that no mapping changes\n1 besides were erased: skipped\n")
                .contains("1 shipments would change\n    status 1, deliveredAt 1\n")
                .contains("  kuaidi100: DELIVERED/LOCKER_OR_STATION_SIGNED -> no scan: 1 shipments\n");
    }

    private static byte[] erased(String number) {
        return StoredShipmentCodec.write(
                new ErasedShipment(ShipmentId.of("yto", number), "e1", Scans.RECEIVED, new TreeMap<>()));
    }

    private static Settlement settlement(String number, SettlementState state) {
        return new Settlement(
                UUID.nameUUIDFromBytes(number.getBytes(UTF_8)),
                "m",
                ShipmentId.of("yto", number),
                "onerway",
                "T-" + number,
                number,
                state,
                "",
                0,
                null,
                false,
                Instant.EPOCH,
                1);
    }
}
