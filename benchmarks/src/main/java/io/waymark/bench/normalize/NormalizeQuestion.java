package io.waymark.bench.normalize;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Table;
import io.waymark.bench.normalize.Backlog.Pace;
import io.waymark.bench.normalize.Normalizing.Normalized;
import io.waymark.contract.Topics;
import java.util.Set;

/**
 * How many pushes the built normalizer works off in a second when its store is full, each of a shipment of its own and with one node
 * that is new, beside a topology that only reads and writes the same records with the same settings, before it and after it; and
 * what of that lies in its store and its topics. Once with plain records and once with sealed ones.
 */
public final class NormalizeQuestion {

    public static final Set<String> OPTIONS = Set.of("shipments", "pushes", "nodes", "sealed");

    private static final double WANTED = 0.5;

    private NormalizeQuestion() {}

    /** Fills the findings. */
    public static void measure(Options options, Findings findings) throws Exception {
        int shipments = options.number("shipments", 1_000_000, 2_000);
        int pushes = options.number("pushes", 200_000, 500);
        try (Normalizing normalizing = new Normalizing(shipments, options.number("nodes", 10, 10))) {
            double codec = normalizing.fillStore();
            normalizing.write(pushes / 10, false);
            Normalized first = normalizing.normalize(pushes / 10);
            findings.note(String.format(
                    "%,d shipments; restored and at work %.0f s after the start",
                    shipments, first.pace().beganAfter()));
            Table paces = findings.table(
                    "Pushes a second", "records", "who", "a second", "CPU µs for each", "resident MiB", "dead letters");
            Table bytes = findings.table("Bytes for each push", "records", "topic", "bytes");
            round("plain", pushes, normalizing, findings, paces, bytes);
            if (Boolean.parseBoolean(options.text("sealed", options.isShort() ? "false" : "true"))) {
                round("sealed", pushes, normalizing, findings, paces, bytes);
            }
            findings.table("Bytes for each shipment or record", "where", "bytes")
                    .row("history, as it is written", codec)
                    .row("store on the disk, with its index", normalizing.storeBytes())
                    .row("key of each sealed record, on the same disk", normalizing.keyBytes());
        }
    }

    private static void round(
            String records, int pushes, Normalizing normalizing, Findings findings, Table paces, Table bytes)
            throws Exception {
        normalizing.write(pushes, records.equals("sealed"));
        Pace before = normalizing.pass(records + "-before", pushes);
        Normalized ours = normalizing.normalize(pushes);
        Pace after = normalizing.pass(records + "-after", pushes);
        paces.row(records, "pass-through, before", before.perSecond(), before.cpuMicros(), "", "");
        paces.row(
                records,
                "normalizer",
                ours.pace().perSecond(),
                ours.pace().cpuMicros(),
                ours.residentBytes() >> 20,
                ours.deadLetters());
        paces.row(records, "pass-through, after", after.perSecond(), after.cpuMicros(), "", "");
        ours.bytes().forEach((topic, size) -> bytes.row(records, topic, size));
        double limit = (before.perSecond() + after.perSecond()) / 2;
        double ratio = findings.ratio(records + " to pass-through", ours.pace().perSecond(), limit);
        findings.ratio(
                records + " to pass-through, processor time",
                (before.cpuMicros() + after.cpuMicros()) / 2,
                ours.pace().cpuMicros());
        findings.atLeast(records + ": part of the pass-through", ratio, WANTED);
        findings.none(records + ": pushes lost", pushes - ours.newScans());
        findings.note(records + ": changelog bytes for each new scan "
                + Math.round(ours.bytes().getOrDefault(Topics.NORMALIZER_GROUP + "-histories-changelog", 0.0)));
    }
}
