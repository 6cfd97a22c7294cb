package io.waymark.console.track;

import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of one parcel what a carrier would, scan by scan. */
public final class Courier {

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final List<TrackingEvent> scans = new ArrayList<>();
    private final String carrier;
    private final String number;

    /** Of STO. */
    public Courier(String number) {
        this("sto", number);
    }

    public Courier(String carrier, String number) {
        this.carrier = carrier;
        this.number = number;
    }

    public ShipmentId id() {
        return ShipmentId.of(carrier, number);
    }

    /** @param at with its offset */
    public Courier scans(SubStatus subStatus, String at, @Nullable String place, String words) {
        return tell(null, subStatus, OffsetDateTime.parse(at), place, words, false);
    }

    /** Says of the last scan that it meant something else. */
    Courier corrects(SubStatus subStatus, String words) {
        TrackingEvent last = scans.get(scans.size() - 1);
        return tell(last.scanId(), subStatus, last.occurredAt(), last.location().name(), words, false);
    }

    /** Says of the last scan that it never was. */
    Courier withdraws() {
        TrackingEvent last = scans.get(scans.size() - 1);
        return tell(
                last.scanId(),
                last.subStatus(),
                last.occurredAt(),
                last.location().name(),
                last.description(),
                true);
    }

    /** Where the parcel is now. */
    public Courier isAt(SubStatus subStatus, String... aliases) {
        OffsetDateTime last =
                scans.isEmpty() ? null : scans.get(scans.size() - 1).occurredAt();
        writer.write(
                Topics.LATEST,
                id().toString(),
                new Shipment(
                        id(),
                        carrier,
                        number,
                        "SOMEBODYS-ORDER",
                        true,
                        subStatus.status(),
                        subStatus,
                        Monitoring.ACTIVE,
                        null,
                        List.of(aliases),
                        null,
                        last,
                        null,
                        Set.of(),
                        scans.size(),
                        scans.size() + 1L));
        return this;
    }

    private Courier tell(
            @Nullable UUID corrects,
            SubStatus subStatus,
            OffsetDateTime at,
            @Nullable String place,
            String words,
            boolean isWithdrawn) {
        long sequence = scans.size() + 1L;
        TrackingEvent event = new TrackingEvent(
                NameBasedId.of(id().value(), "event:" + sequence),
                corrects == null ? TrackingEvent.Type.EVENT : TrackingEvent.Type.CORRECTION,
                corrects,
                id(),
                carrier,
                number,
                sequence,
                subStatus.status(),
                subStatus,
                at,
                at.plusMinutes(1).toInstant(),
                words,
                new Location(place, null),
                "kuaidi100",
                "CODE-OF-THE-PROVIDER",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "kuaidi100:301",
                "kuaidi100@3",
                "waymark.raw.v1-0@7#raw-" + sequence,
                isWithdrawn,
                false);
        scans.add(event);
        writer.write(Topics.EVENTS, id().toString(), event);
        return this;
    }
}
