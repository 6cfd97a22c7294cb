package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Evidence;
import io.waymark.contract.Location;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.protocol.MalformedPayloadException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of every {@link PayloadParser}: one folder under {@code cases/} is one test. The folder's name says what
 * is shown; one file holds what the provider sent and by its name how (see {@link Form}), {@code expected.txt} what we
 * make of it.
 */
public abstract class ParserCases {

    /** When every case was received. */
    private static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");

    /** How a payload comes; every file is kept in UTF-8, so that people can read it. */
    private enum Form {
        /** Pushed in a field of a form. */
        FIELD("payload.json", "application/x-www-form-urlencoded", UTF_8, Evidence.SIGNED_PUSH),
        /** Pushed as a body of its own. */
        PUSH("push.json", "application/json", UTF_8, Evidence.SIGNED_PUSH),
        /** Pushed as a body of its own, in the article dialect. */
        ARTICLE("article.json", "application/json", UTF_8, Evidence.ARTICLE),
        /** Asked for. */
        PULL("pull.json", "application/json", UTF_8, Evidence.PULL),
        /** Asked for, in GBK and without saying so. */
        PULL_GBK("pull-gbk.json", "", Charset.forName("GBK"), Evidence.PULL),
        /** Asked for, in XML. */
        PULL_XML("pull.xml", "text/xml", UTF_8, Evidence.PULL);

        private final String file;
        private final String contentType;
        private final Charset charset;
        private final Evidence evidence;

        Form(String file, String contentType, Charset charset, Evidence evidence) {
            this.file = file;
            this.contentType = contentType;
            this.charset = charset;
            this.evidence = evidence;
        }

        static Form of(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                List<String> names = files.map(file -> file.getFileName().toString())
                        .sorted()
                        .toList();
                return Arrays.stream(values())
                        .filter(form -> names.equals(
                                Stream.of("expected.txt", form.file).sorted().toList()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("expected.txt and one payload, not " + names
                                + ": a file nobody reads is a test nobody runs"));
            }
        }
    }

    private final Provider provider;
    private final String field;

    /** @param field the form field that holds a pushed payload */
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
        Form form = Form.of(folder);

        assertThat(told(raw(form, Files.readString(folder.resolve(form.file)))))
                .isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }

    /** Compared as text, so that a failure can be read, and pasted into expected.txt if it is right. */
    private String told(RawPayload raw) {
        try {
            ParsedPayload parsed = provider.parser().parse(raw);
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

    private RawPayload raw(Form form, String payload) {
        return new RawPayload(
                "id",
                provider.id().code(),
                ShipmentId.of("sto", "1"),
                "sto",
                "1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                RECEIVED,
                form.contentType,
                body(form, payload).getBytes(form.charset),
                form.evidence,
                "test",
                null);
    }

    private String body(Form form, String payload) {
        return form == Form.FIELD ? field + "=" + URLEncoder.encode(payload, UTF_8) + "&other=x" : payload;
    }
}
