package io.waymark.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.MeaningTable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a promotion every parcel is as if the mapping had always been there. */
class PromotionLawTest {

    private static final int PARCELS = 300;
    private static final int PER_SECOND = 20;
    private static final List<String> CODES =
            List.of("1", "103", "5", "501", "304", "301", "3", "6", "4", "2", "203", "14", "401", "399");

    private static final Mapping NEWER = Mapping.builtIn(ProviderId.KUAIDI100)
            .replacement(PromotionTopologyTest.mapping(2, "304", SubStatus.LOCKER_OR_STATION)
                    .text()
                    .replace("拒签,,DELIVERY_FAILED,REFUSED", "拒签,,RETURNED,RETURN_SIGNED")
                    .replace("3\\d\\d,DELIVERED,SIGNED", "3\\d\\d,AVAILABLE_FOR_PICKUP,STATION"));

    private final NormalizerDriver promoted = NormalizerDriver.start(MeaningTable.released(), PER_SECOND, false);
    private final NormalizerDriver always =
            NormalizerDriver.start(MeaningTable.released().with(NEWER), PER_SECOND, false);

    @BeforeEach
    void tellBothTheSame() {
        Random random = new Random(20_261_122);
        for (int i = 0; i < PARCELS; i++) {
            String[] codes = random.ints(1 + random.nextInt(7), 0, CODES.size())
                    .mapToObj(CODES::get)
                    .toArray(String[]::new);
            promoted.take(new TrackedNumber("yto", "YT" + i).pushOf(codes));
            always.take(new TrackedNumber("yto", "YT" + i).pushOf(codes));
        }
    }

    @AfterEach
    void stop() {
        promoted.close();
        always.close();
    }

    @Test
    void holdsForEveryParcelAndNoNumberIsMissing() {
        Map<ShipmentId, Shipment> before = promoted.latest();
        Map<ShipmentId, Shipment> wanted = always.latest();

        promoted.promote("kuaidi100", NEWER.text());
        promoted.lookAtAll();

        assertThat(before.keySet().stream()
                        .filter(id -> !said(before.get(id)).equals(said(wanted.get(id))))
                        .count())
                .isGreaterThan(100);
        assertThat(promoted.latest()).hasSize(PARCELS).allSatisfy((id, shipment) -> {
            assertThat(said(shipment)).isEqualTo(said(wanted.get(id)));
            assertThat(promoted.events(id))
                    .extracting(TrackingEvent::sequence)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, shipment.sequence())
                            .boxed()
                            .toList());
        });
    }

    private static String said(Shipment shipment) {
        return shipment.subStatus() + " " + shipment.flags() + " " + shipment.deliveredAt();
    }
}
