package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Evidence;
import io.waymark.contract.Location;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of every {@link PayloadParser}: one folder under {@code cases/} is one test. The folder's name says what
 * is shown; {@code payload.json} is what the provider sent, {@code expected.txt} what we make of it.
 */
public abstract class ParserCases {

    /** When every case was received. */
    private static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");

    private final Provider provider;
    private final String field;

    /** @param field the form field that holds the payload */
    protected ParserCases(Provider provider, String field) {
        this.provider = provider;
        this.field = field;
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException, URISyntaxException {
        Path root = Path.of(getClass().getResource("cases").toURI());
        List<Path> folders;
        try (Stream<Path> files = Files.list(root)) {
            folders = files.sorted().toList();
        }
        assertThat(folders).isNotEmpty();
        return folders.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private void check(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("a file nobody reads is a test nobody runs")
                    .containsExactlyInAnyOrder("payload.json", "expected.txt");
        }
        assertThat(told(Files.readString(folder.resolve("payload.json"))))
                .isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }

    /** Compared as text, so that a failure can be read, and pasted into expected.txt if it is right. */
    private String told(String payload) {
        try {
            ParsedPayload parsed = provider.parser().parse(raw(payload));
            return "monitoring " + parsed.monitoring().map(Enum::name).orElse("-")
                    + " replaces " + parsed.replacesHistory()
                    + " corrected " + parsed.correctedCarrier().orElse("-") + "\n"
                    + parsed.scans().stream().map(this::line).collect(joining())
                    + parsed.unreadable().stream()
                            .map(node -> "unreadable " + node.index() + " " + node.reason() + "\n")
                            .collect(joining());
        } catch (MalformedPayloadException e) {
            return "malformed: " + e.detail() + "\n";
        }
    }

    private String line(Scan scan) {
        Meaning meaning =
                provider.meanings().of(scan.reading().rawCode(), scan.reading().detail());
        return String.join(
                        " ",
                        scan.occurredAt() + (scan.assumedZone() ? "?" : ""),
                        scan.leg().name(),
                        "#" + scan.position(),
                        meaning.subStatus().map(SubStatus::name).orElse("-") + (meaning.known() ? "" : "?"),
                        scan.reading().rawCode(),
                        place(scan.location()),
                        scan.text())
                + "\n";
    }

    private static String place(Location location) {
        return (location.name() == null ? "-" : location.name()) + "/"
                + (location.areaCode() == null ? "-" : location.areaCode());
    }

    private RawPayload raw(String payload) {
        return new RawPayload(
                "id",
                provider.id().code(),
                ShipmentId.of("sto", "1"),
                "sto",
                "1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                RECEIVED,
                "application/x-www-form-urlencoded",
                (field + "=" + URLEncoder.encode(payload, UTF_8) + "&other=x").getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
    }
}
