package io.waymark.ingest.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * How far the spool was sent, as the file {@code drained}: one line {@code DRAINED NEWEST CHECKSUM}, replaced as a whole.
 * Written now and then; records after it may have been sent too, and are then sent again.
 *
 * @param drained the first offset that was not sent
 * @param newest the offset by which the newest segment is named, so that its absence shows; -1 if there is none
 */
record Cursor(long drained, long newest) {

    static final String FILE = "drained";

    private static final Pattern LINE = Pattern.compile("(\\d{1,18} (?:-1|\\d{1,18})) ([0-9a-f]{1,8})\n");

    /** Empty if it is damaged. */
    static Optional<Cursor> read(Path directory) throws IOException {
        Matcher line = LINE.matcher(new String(Files.readAllBytes(directory.resolve(FILE)), US_ASCII));
        if (!line.matches() || !checksum(line.group(1)).equals(line.group(2))) {
            return Optional.empty();
        }
        String[] numbers = line.group(1).split(" ", -1);
        return Optional.of(new Cursor(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
    }

    static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /** Replaces the one that is there. */
    void write(Path directory) throws IOException {
        String numbers = drained + " " + newest;
        Path fresh = directory.resolve(FILE + ".new");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap((numbers + " " + checksum(numbers) + "\n").getBytes(US_ASCII)));
            file.force(true);
        }
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Directory.force(directory);
    }

    private static String checksum(String numbers) {
        CRC32C crc = new CRC32C();
        crc.update(numbers.getBytes(US_ASCII));
        return Long.toHexString(crc.getValue());
    }
}
