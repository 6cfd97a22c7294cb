package io.waymark.normalizer.status;

import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Reading;
import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.SubStatus;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One scan as it lies in the store; part of {@link HistoryCodec}, whose version covers it. Fields that a scan has in common
 * with the one written before it are not written: one number says which they are not.
 */
final class ScanCodec {

    /** Before the first scan of a history. To change it is to change the format. */
    static final KnownScan NONE = new KnownScan(
            new UUID(0, 0),
            new UUID(0, 0),
            null,
            ProviderId.KUAIDI100,
            new Telling(
                    OffsetDateTime.of(LocalDateTime.of(2020, 1, 1, 0, 0), ZoneOffset.ofHours(8)),
                    false,
                    Leg.SINGLE,
                    StoredText.of(""),
                    Location.UNKNOWN,
                    new Reading(0, "", "")),
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            Evidence.SIGNED_PUSH,
            "",
            null);

    /** More than everything of a scan beside its texts takes. */
    private static final int FRAME = 300;

    /** Which fields differ from the scan before. Those that often do come first, so that the number is one byte. */
    private static final int PLACE = 1, AREA = 2, READING = 4, FIRST = 8, LAST = 16, SOURCE = 32, PUBLISHED = 64;

    private static final int ALIAS = 128, PROVIDER = 256, OFFSET = 512, LEG = 1024, ZONE = 2048, EVIDENCE = 4096;

    private ScanCodec() {}

    static void write(ByteWriter out, KnownScan scan, KnownScan before) {
        Telling telling = scan.telling();
        int differs = telling(telling, before.telling()) | report(scan, before);
        out.uuid(scan.id());
        out.uuid(scan.fingerprint());
        out.fixed(scan.words());
        out.number(differs);
        out.second(telling.occurredAt().toEpochSecond());
        out.number(telling.occurredAt().getNano());
        out.stored(telling.description());
        out.number(scan.position());
        out.textIf(differs & PLACE, telling.location().name());
        out.textIf(differs & AREA, telling.location().areaCode());
        if ((differs & READING) != 0) {
            out.number(telling.reading().rank());
            out.text(telling.reading().rawCode());
            out.text(telling.reading().detail());
        }
        out.textIf(differs & OFFSET, telling.occurredAt().getOffset().getId());
        out.textIf(differs & LEG, telling.leg().name());
        report(out, scan, differs);
    }

    private static void report(ByteWriter out, KnownScan scan, int differs) {
        if ((differs & FIRST) != 0) {
            out.instant(scan.firstReceivedAt());
        }
        if ((differs & LAST) != 0) {
            out.instant(scan.lastReceivedAt());
        }
        out.textIf(differs & SOURCE, scan.source());
        if ((differs & PUBLISHED) != 0) {
            published(out, scan.published());
        }
        out.textIf(differs & ALIAS, scan.alias());
        out.textIf(differs & PROVIDER, scan.provider().name());
        out.textIf(differs & EVIDENCE, scan.evidence().name());
    }

    private static int telling(Telling telling, Telling before) {
        return bit(PLACE, telling.location().name(), before.location().name())
                | bit(AREA, telling.location().areaCode(), before.location().areaCode())
                | bit(READING, telling.reading(), before.reading())
                | bit(
                        OFFSET,
                        telling.occurredAt().getOffset(),
                        before.occurredAt().getOffset())
                | bit(LEG, telling.leg(), before.leg())
                | (telling.assumedZone() == before.assumedZone() ? 0 : ZONE);
    }

    private static int report(KnownScan scan, KnownScan before) {
        return bit(FIRST, scan.firstReceivedAt(), before.firstReceivedAt())
                | bit(LAST, scan.lastReceivedAt(), before.lastReceivedAt())
                | bit(SOURCE, scan.source(), before.source())
                | bit(PUBLISHED, scan.published(), before.published())
                | bit(ALIAS, scan.alias(), before.alias())
                | bit(PROVIDER, scan.provider(), before.provider())
                | bit(EVIDENCE, scan.evidence(), before.evidence());
    }

    private static int bit(int bit, @Nullable Object value, @Nullable Object before) {
        return Objects.equals(value, before) ? 0 : bit;
    }

    /** Arguments are read in the order in which they were written. */
    static KnownScan read(ByteReader in, KnownScan before) {
        UUID id = in.uuid();
        UUID fingerprint = in.uuid();
        long words = in.fixed();
        int differs = in.count();
        long second = in.second();
        int nano = in.count();
        StoredText description = in.stored();
        int position = in.count();
        Telling telling = telling(in, before.telling(), differs, second, nano, description);
        Instant first = (differs & FIRST) == 0 ? before.firstReceivedAt() : in.instant();
        Instant last = (differs & LAST) == 0 ? before.lastReceivedAt() : in.instant();
        String source = (differs & SOURCE) == 0 ? before.source() : in.text();
        KnownScan.Published published = (differs & PUBLISHED) == 0 ? before.published() : published(in);
        String alias = (differs & ALIAS) == 0 ? before.alias() : in.optionalText();
        ProviderId provider = (differs & PROVIDER) == 0 ? before.provider() : in.name(ProviderId::valueOf);
        Evidence evidence = (differs & EVIDENCE) == 0 ? before.evidence() : in.name(Evidence::valueOf);
        return new KnownScan(
                id, fingerprint, alias, provider, telling, words, position, first, last, evidence, source, published);
    }

    private static Telling telling(
            ByteReader in, Telling before, int differs, long second, int nano, StoredText description) {
        String place = (differs & PLACE) == 0 ? before.location().name() : in.optionalText();
        String area = (differs & AREA) == 0 ? before.location().areaCode() : in.optionalText();
        Reading reading = (differs & READING) == 0 ? before.reading() : new Reading(in.count(), in.text(), in.text());
        ZoneOffset offset = (differs & OFFSET) == 0 ? before.occurredAt().getOffset() : in.name(ZoneOffset::of);
        Leg leg = (differs & LEG) == 0 ? before.leg() : in.name(Leg::valueOf);
        return new Telling(
                OffsetDateTime.of(LocalDateTime.ofEpochSecond(second, nano, offset), offset),
                before.assumedZone() != ((differs & ZONE) != 0),
                leg,
                description,
                (differs & (PLACE | AREA)) == 0 ? before.location() : new Location(place, area),
                reading);
    }

    /** As version 1 wrote it. */
    static KnownScan readInFull(ByteReader in) {
        return new KnownScan(
                in.uuid(),
                in.uuid(),
                in.optionalText(),
                in.name(ProviderId::valueOf),
                new Telling(
                        in.time(),
                        in.flag(),
                        in.name(Leg::valueOf),
                        StoredText.of(in.text()),
                        new Location(in.optionalText(), in.optionalText()),
                        new Reading(in.count(), in.text(), in.text())),
                0,
                in.count(),
                in.instant(),
                in.instant(),
                in.name(Evidence::valueOf),
                in.text(),
                published(in));
    }

    private static void published(ByteWriter out, KnownScan.@Nullable Published published) {
        out.flag(published != null);
        if (published != null) {
            out.name(published.subStatus());
            out.flag(published.withdrawn());
            out.number(published.corrections());
        }
    }

    private static KnownScan.@Nullable Published published(ByteReader in) {
        return in.flag() ? new KnownScan.Published(in.name(SubStatus::valueOf), in.flag(), in.count()) : null;
    }

    /** At least as many bytes as the scan takes: three to a character, and the numbers and names. */
    static int most(KnownScan scan) {
        Telling telling = scan.telling();
        int characters = length(telling.location().name())
                + length(telling.location().areaCode())
                + length(telling.reading().rawCode())
                + length(telling.reading().detail())
                + length(scan.source());
        return telling.description().utf8().length + 3 * characters + FRAME;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
