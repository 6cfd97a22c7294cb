package io.waymark.normalizer.status;

import io.waymark.contract.Flag;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A history as it lies in the store and in the store's changelog: a version in the first byte, then the fields in order.
 * Each text and each time is written once, so that a scan costs little more than its own words. What was written as JSON,
 * before there was a version, is read as well.
 */
public final class HistoryCodec {

    /** To be raised with every change of the order or kind of fields; older versions stay readable. */
    private static final byte VERSION = 1;

    /** The first byte of what was written as JSON. */
    private static final byte JSON = '{';

    /** More than everything beside scans and fingerprints takes. */
    private static final int FRAME = 64 * 1024;

    private static final JsonSerde<ShipmentHistory> AS_JSON = JsonSerde.of(ShipmentHistory.class);

    private HistoryCodec() {}

    /** The bytes of a history; the same history always has the same. */
    public static byte[] write(ShipmentHistory history) {
        ByteWriter out = new ByteWriter();
        out.octet(VERSION);
        out.uuid(history.shipmentId().value());
        out.text(history.carrier());
        out.text(history.trackingNumber());
        out.number(history.registrationRevision());
        out.text(history.orderId());
        texts(out, history.aliases());
        out.flag(history.links().followed());
        out.text(history.links().destinationCountry());
        texts(out, history.links().listeners());
        folded(out, history.folded());
        out.number(history.scans().size());
        new TreeMap<>(history.scans()).values().forEach(scan -> ScanCodec.write(out, scan));
        out.number(history.replacedAt().size());
        new TreeMap<>(history.replacedAt()).forEach((key, at) -> {
            out.text(key);
            out.instant(at);
        });
        out.instant(history.heardAt());
        out.flag(history.unrecorded());
        out.number(history.note().subscription() + 1);
        out.name(history.note().monitoring());
        Shipment latest = history.latest();
        out.flag(latest != null);
        if (latest != null) {
            latest(out, latest);
        }
        return out.bytes();
    }

    /**
     * The history that was written.
     *
     * @throws IllegalArgumentException if the bytes are no history, or one of a later version
     */
    public static ShipmentHistory read(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] == JSON) {
            return AS_JSON.read(bytes);
        }
        try {
            return read(new ByteReader(bytes));
        } catch (IndexOutOfBoundsException | ClassCastException | ArithmeticException e) {
            throw new IllegalArgumentException("no history of a shipment", e);
        }
    }

    /** Whether a history has at most so many bytes. It is written for that only where its scans' texts are many. */
    public static boolean fits(ShipmentHistory history, int bytes) {
        long most = FRAME + Long.BYTES * (long) history.folded().fingerprints().size();
        for (KnownScan scan : history.scans().values()) {
            most += ScanCodec.most(scan);
        }
        return most <= bytes || write(history).length <= bytes;
    }

    private static ShipmentHistory read(ByteReader in) {
        int version = in.octet();
        if (version != VERSION) {
            throw new IllegalArgumentException("a history of version " + version + ", which is not known");
        }
        return new ShipmentHistory(
                new ShipmentId(in.uuid()),
                in.text(),
                in.text(),
                in.number(),
                in.optionalText(),
                new TreeSet<>(texts(in)),
                new Links(in.flag(), in.optionalText(), new TreeSet<>(texts(in))),
                folded(in),
                scans(in),
                replacedAt(in),
                in.optionalInstant(),
                in.flag(),
                new MonitoringNote(in.count() - 1, in.name(Monitoring::valueOf)),
                in.flag() ? latest(in) : null);
    }

    private static Map<UUID, KnownScan> scans(ByteReader in) {
        Map<UUID, KnownScan> scans = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            KnownScan scan = ScanCodec.read(in);
            scans.put(scan.id(), scan);
        }
        return scans;
    }

    private static Map<String, Instant> replacedAt(ByteReader in) {
        Map<String, Instant> replacedAt = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            replacedAt.put(in.text(), in.instant());
        }
        return replacedAt;
    }

    private static void folded(ByteWriter out, Folded folded) {
        out.number(folded.fingerprints().size());
        if (folded.isEmpty()) {
            return;
        }
        folded.fingerprints().forEach(out::fixed);
        out.name(folded.subStatus());
        out.flag(folded.returnLeg());
        flags(out, folded.flags());
        out.time(folded.deliveredAt());
        out.time(folded.lastEventAt());
        out.number(folded.legRank());
        optional(out, folded.decidedBy());
    }

    private static Folded folded(ByteReader in) {
        TreeSet<Long> fingerprints = new TreeSet<>();
        for (int i = in.count(); i > 0; i--) {
            fingerprints.add(in.fixed());
        }
        return fingerprints.isEmpty()
                ? Folded.NOTHING
                : new Folded(
                        in.name(SubStatus::valueOf),
                        in.flag(),
                        flags(in),
                        in.optionalTime(),
                        in.optionalTime(),
                        in.count(),
                        in.flag() ? in.uuid() : null,
                        fingerprints);
    }

    private static void latest(ByteWriter out, Shipment latest) {
        out.uuid(latest.shipmentId().value());
        out.text(latest.carrier());
        out.text(latest.trackingNumber());
        out.text(latest.orderId());
        out.flag(latest.registered());
        out.name(latest.subStatus());
        out.name(latest.monitoring());
        texts(out, latest.aliases());
        out.time(latest.deliveredAt());
        out.time(latest.lastEventAt());
        optional(out, latest.decidedBy());
        flags(out, latest.flags());
        out.number(latest.sequence());
        out.number(latest.revision());
    }

    private static Shipment latest(ByteReader in) {
        ShipmentId shipmentId = new ShipmentId(in.uuid());
        String carrier = in.text();
        String trackingNumber = in.text();
        String orderId = in.optionalText();
        boolean registered = in.flag();
        SubStatus subStatus = in.name(SubStatus::valueOf);
        return new Shipment(
                shipmentId,
                carrier,
                trackingNumber,
                orderId,
                registered,
                subStatus.status(),
                subStatus,
                in.name(Monitoring::valueOf),
                texts(in),
                in.optionalTime(),
                in.optionalTime(),
                in.flag() ? in.uuid() : null,
                flags(in),
                in.number(),
                in.number());
    }

    private static void texts(ByteWriter out, Collection<String> texts) {
        out.number(texts.size());
        texts.forEach(out::text);
    }

    private static List<String> texts(ByteReader in) {
        List<String> texts = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            texts.add(in.text());
        }
        return texts;
    }

    private static void flags(ByteWriter out, Set<Flag> flags) {
        out.number(flags.size());
        new TreeSet<>(flags).forEach(out::name);
    }

    private static Set<Flag> flags(ByteReader in) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (int i = in.count(); i > 0; i--) {
            flags.add(in.name(Flag::valueOf));
        }
        return flags;
    }

    private static void optional(ByteWriter out, @Nullable UUID id) {
        out.flag(id != null);
        if (id != null) {
            out.uuid(id);
        }
    }
}
