package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A text that is looked for in files: as it is, and as Base64 of something in which it stands at any place. */
record ClearText(String text) {

    /** The files in which it stands; Kafka's indexes, which hold numbers alone and are long, are not looked into. */
    List<Path> filesUnder(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith("index"))
                    .filter(this::isIn)
                    .toList();
        }
    }

    boolean isIn(byte[] bytes) {
        String searched = new String(bytes, ISO_8859_1);
        return forms().anyMatch(searched::contains);
    }

    private boolean isIn(Path file) {
        try {
            return isIn(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> forms() {
        return Stream.concat(
                Stream.of(new String(text.getBytes(UTF_8), ISO_8859_1)),
                IntStream.range(0, 3).mapToObj(this::base64));
    }

    /** Behind so many bytes more than a multiple of three; without the characters that its neighbours help to make. */
    private String base64(int before) {
        byte[] bytes = text.getBytes(UTF_8);
        int from = (3 - before) % 3;
        int length = (bytes.length - from) / 3 * 3;
        return new String(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, from + length)), UTF_8);
    }
}
