package io.waymark.console.dispute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.waymark.console.csv.CsvTable;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawSource;
import io.waymark.contract.TrackingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A dossier as one file. The same dossier always gives the same bytes, so that two people can tell that they have the same
 * pack: nothing in it depends on when it was made.
 */
final class DisputePack {

    /** Not the first time that a ZIP file can hold: Java adds the same in its own zone to that, for want of an earlier one. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** As {@code sha256sum} writes and checks it. */
    private static final String MANIFEST = "MANIFEST.sha256";

    private DisputePack() {}

    /** The ZIP file. */
    static byte[] of(Dossier dossier) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("summary.html", SummaryPage.of(dossier).getBytes(UTF_8));
        files.put("settlement.json", json(dossier.settlement()));
        files.put("timeline.csv", timeline(dossier));
        files.put("raw-records.csv", rawRecords(dossier));
        files.put(MANIFEST, manifest(files));
        return zip(files);
    }

    private static byte[] manifest(Map<String, byte[]> files) {
        return files.entrySet().stream()
                .map(file -> Digests.sha256(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(joining())
                .getBytes(UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused bytes", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] json(Object value) {
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
        lines.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        lines.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try {
            return JsonSerde.mapper().writer(lines).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can always be written", e);
        }
    }

    private static byte[] timeline(Dossier dossier) {
        CsvTable table = new CsvTable(
                "sequence",
                "event_id",
                "type",
                "corrects",
                "proof",
                "status",
                "sub_status",
                "occurred_at",
                "recorded_at",
                "description",
                "location",
                "area_code",
                "provider",
                "raw_code",
                "rule",
                "mapping_version",
                "evidence",
                "leg",
                "withdrawn",
                "late",
                "raw_topic",
                "raw_partition",
                "raw_offset",
                "raw_ce_id");
        dossier.events().forEach(event -> row(table, event, dossier.isProof(event)));
        return table.bytes();
    }

    private static void row(CsvTable table, TrackingEvent event, boolean isProof) {
        RawSource raw = RawSource.parse(event.source()).orElse(null);
        table.row(
                event.sequence(),
                event.eventId(),
                event.type(),
                event.corrects(),
                isProof,
                event.status(),
                event.subStatus(),
                event.occurredAt(),
                event.recordedAt(),
                event.description(),
                event.location().name(),
                event.location().areaCode(),
                event.provider(),
                event.rawCode(),
                event.rule(),
                event.mappingVersion(),
                event.evidence(),
                event.leg(),
                event.withdrawn(),
                event.late(),
                raw == null ? event.source() : raw.topic(),
                raw == null ? null : raw.partition(),
                raw == null ? null : raw.offset(),
                raw == null ? null : raw.id());
    }

    private static byte[] rawRecords(Dossier dossier) {
        CsvTable table = new CsvTable(
                "topic",
                "partition",
                "offset",
                "ce_id",
                "events",
                "kept",
                "provider",
                "received_at",
                "evidence",
                "verified_by",
                "content_type",
                "bytes",
                "sha256",
                "sealed");
        dossier.told().forEach(told -> row(table, told));
        return table.bytes();
    }

    private static void row(CsvTable table, Dossier.Told told) {
        RawSource source = told.source();
        RawProof proof = told.proof();
        String events = told.sequences().stream().map(String::valueOf).collect(joining(" "));
        if (proof == null) {
            table.row(
                    source.topic(),
                    source.partition(),
                    source.offset(),
                    source.id(),
                    events,
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        } else {
            table.row(
                    source.topic(),
                    source.partition(),
                    source.offset(),
                    source.id(),
                    events,
                    true,
                    proof.provider(),
                    proof.receivedAt(),
                    proof.evidence(),
                    proof.verifiedBy(),
                    proof.contentType(),
                    proof.bytes(),
                    proof.sha256(),
                    proof.seal() == RawProof.Seal.NONE ? null : proof.seal());
        }
    }
}
