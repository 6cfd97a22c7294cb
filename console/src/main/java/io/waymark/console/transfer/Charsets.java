package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The charsets in which a file may be written, by the names that go for them. */
final class Charsets {

    private static final Map<String, Charset> NAMES = Map.ofEntries(
            entry("utf-8", UTF_8),
            entry("utf8", UTF_8),
            entry("us-ascii", UTF_8),
            entry("gb18030", FileScan.GB18030),
            entry("gbk", FileScan.GB18030),
            entry("gb2312", FileScan.GB18030),
            entry("cp936", FileScan.GB18030));

    private Charsets() {}

    static Optional<Charset> of(String name) {
        return Optional.ofNullable(NAMES.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    static List<String> names() {
        return List.of(UTF_8.name(), FileScan.GB18030.name());
    }
}
