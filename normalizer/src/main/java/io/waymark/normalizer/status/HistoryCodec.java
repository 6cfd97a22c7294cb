package io.waymark.normalizer.status;

import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A history as it lies in the store and in the store's changelog: a version in the first byte, then the fields in order.
 * Each text and each time is written once, and of a scan only what the scan before has otherwise, so that a scan costs
 * little more than its own words. What was written by the versions before, and as JSON before there were versions, is read
 * as well.
 */
public final class HistoryCodec {

    /**
     * To be raised with every change of the order or kind of fields, past {@link StoredShipmentCodec#ERASED}; older versions stay
     * readable.
     */
    private static final byte VERSION = 2;

    /** Has every field of every scan, and no hashes of words. */
    private static final byte SCANS_IN_FULL = 1;

    /** The first byte of what was written as JSON. */
    private static final byte JSON = '{';

    /** More than everything beside scans and fingerprints takes. */
    private static final int FRAME = 64 * 1024;

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
        out.texts(history.aliases());
        out.flag(history.links().followed());
        out.text(history.links().destinationCountry());
        out.texts(history.links().listeners());
        folded(out, history.folded());
        scans(out, history.scans());
        replacedAt(out, history.known().replacedAt());
        out.instant(history.heardAt());
        out.flag(history.unrecorded());
        out.number(history.note().subscription() + 1);
        out.name(history.note().monitoring());
        Shipment latest = history.latest();
        out.flag(latest != null);
        if (latest != null) {
            LatestCodec.write(out, latest);
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
            return HistoryJson.read(bytes);
        }
        try {
            return read(new ByteReader(bytes));
        } catch (IndexOutOfBoundsException | ClassCastException | ArithmeticException | DateTimeException e) {
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
        if (version != VERSION && version != SCANS_IN_FULL) {
            throw new IllegalArgumentException("a history of version " + version + ", which is not known");
        }
        ShipmentHistory unpublished = new ShipmentHistory(
                new ShipmentId(in.uuid()),
                in.text(),
                in.text(),
                in.number(),
                in.optionalText(),
                new TreeSet<>(in.texts()),
                new Links(in.flag(), in.optionalText(), new TreeSet<>(in.texts())),
                new KnownScans(folded(in), version == SCANS_IN_FULL ? scansInFull(in) : scans(in), replacedAt(in)),
                in.optionalInstant(),
                in.flag(),
                new MonitoringNote(in.count() - 1, in.name(Monitoring::valueOf)),
                null);
        return in.flag()
                ? unpublished.published(unpublished.scans(), LatestCodec.read(in, unpublished.note()))
                : unpublished;
    }

    private static void scans(ByteWriter out, Map<UUID, KnownScan> scans) {
        out.number(scans.size());
        KnownScan before = ScanCodec.NONE;
        for (KnownScan scan : new TreeMap<>(scans).values()) {
            ScanCodec.write(out, scan, before);
            before = scan;
        }
    }

    private static Map<UUID, KnownScan> scans(ByteReader in) {
        Map<UUID, KnownScan> scans = new TreeMap<>();
        KnownScan before = ScanCodec.NONE;
        for (int i = in.count(); i > 0; i--) {
            before = ScanCodec.read(in, before);
            scans.put(before.id(), before);
        }
        return scans;
    }

    private static Map<UUID, KnownScan> scansInFull(ByteReader in) {
        Map<UUID, KnownScan> scans = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            KnownScan scan = ScanCodec.readInFull(in);
            scans.put(scan.id(), scan);
        }
        return scans;
    }

    private static void replacedAt(ByteWriter out, Map<String, Instant> replacedAt) {
        out.number(replacedAt.size());
        new TreeMap<>(replacedAt).forEach((key, at) -> {
            out.text(key);
            out.instant(at);
        });
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
        out.flags(folded.flags());
        out.time(folded.deliveredAt());
        out.time(folded.lastEventAt());
        out.number(folded.legRank());
        out.optionalUuid(folded.decidedBy());
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
                        in.flags(),
                        in.optionalTime(),
                        in.optionalTime(),
                        in.count(),
                        in.optionalUuid(),
                        fingerprints);
    }
}
