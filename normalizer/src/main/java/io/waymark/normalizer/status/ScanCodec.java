package io.waymark.normalizer.status;

import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Reading;
import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.SubStatus;

/** One scan as it lies in the store; part of {@link HistoryCodec}, whose version covers it. */
final class ScanCodec {

    /** More than everything of a scan beside its texts takes. */
    private static final int FRAME = 300;

    private ScanCodec() {}

    static void write(ByteWriter out, KnownScan scan) {
        out.uuid(scan.id());
        out.uuid(scan.fingerprint());
        out.text(scan.alias());
        out.name(scan.provider());
        Telling telling = scan.telling();
        out.time(telling.occurredAt());
        out.flag(telling.assumedZone());
        out.name(telling.leg());
        out.text(telling.description());
        out.text(telling.location().name());
        out.text(telling.location().areaCode());
        out.number(telling.reading().rank());
        out.text(telling.reading().rawCode());
        out.text(telling.reading().detail());
        out.number(scan.position());
        out.instant(scan.firstReceivedAt());
        out.instant(scan.lastReceivedAt());
        out.name(scan.evidence());
        out.text(scan.source());
        KnownScan.Published published = scan.published();
        out.flag(published != null);
        if (published != null) {
            out.name(published.subStatus());
            out.flag(published.withdrawn());
            out.number(published.corrections());
        }
    }

    /** At least as many bytes as the scan takes: three to a character, and the numbers and names. */
    static int most(KnownScan scan) {
        Telling telling = scan.telling();
        String place = telling.location().name() + telling.location().areaCode();
        return 3
                        * (telling.description().length()
                                + place.length()
                                + telling.reading().rawCode().length()
                                + telling.reading().detail().length()
                                + scan.source().length())
                + FRAME;
    }

    /** Arguments are read in the order in which they were written. */
    static KnownScan read(ByteReader in) {
        return new KnownScan(
                in.uuid(),
                in.uuid(),
                in.optionalText(),
                in.name(ProviderId::valueOf),
                new Telling(
                        in.time(),
                        in.flag(),
                        in.name(Leg::valueOf),
                        in.text(),
                        new Location(in.optionalText(), in.optionalText()),
                        new Reading(in.count(), in.text(), in.text())),
                in.count(),
                in.instant(),
                in.instant(),
                in.name(Evidence::valueOf),
                in.text(),
                in.flag() ? new KnownScan.Published(in.name(SubStatus::valueOf), in.flag(), in.count()) : null);
    }
}
