package io.waymark.normalizer.status;

import io.waymark.contract.ShipmentId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What lies in the store and in the store's changelog: a history by {@link HistoryCodec}, or what is left of one that was erased. */
public final class StoredShipmentCodec {

    /** In the first byte, where a history has its version. No version of histories may ever be this. */
    static final byte ERASED = 3;

    private StoredShipmentCodec() {}

    /** The same shipment always has the same bytes. */
    public static byte[] write(StoredShipment shipment) {
        return shipment instanceof ShipmentHistory history
                ? HistoryCodec.write(history)
                : write((ErasedShipment) shipment);
    }

    private static byte[] write(ErasedShipment erased) {
        ByteWriter out = new ByteWriter();
        out.octet(ERASED);
        out.uuid(erased.shipmentId().value());
        out.text(erased.erasure());
        out.instant(erased.at());
        out.number(erased.counts().size());
        erased.counts().forEach((what, count) -> {
            out.text(what);
            out.number(count);
        });
        return out.bytes();
    }

    /**
     * What was written.
     *
     * @throws IllegalArgumentException if the bytes are something else, or of a later version
     */
    public static StoredShipment read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != ERASED) {
            return HistoryCodec.read(bytes);
        }
        try {
            return erased(new ByteReader(bytes));
        } catch (IndexOutOfBoundsException | ClassCastException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("no shipment", e);
        }
    }

    private static ErasedShipment erased(ByteReader in) {
        in.octet();
        ShipmentId shipmentId = new ShipmentId(in.uuid());
        String erasure = in.text();
        Instant at = in.instant();
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            counts.put(in.text(), in.number());
        }
        return new ErasedShipment(shipmentId, erasure, at, counts);
    }
}
