package io.waymark.ingest.spool;

import static io.waymark.ingest.spool.Spools.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.ingest.spool.Damage.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of the spool's files is damaged once: all that lies elsewhere is found, and the damage is told of. */
class SpoolDamageTest {

    private static final int RECORDS = 40;

    /** Where a record lies. */
    private record Place(String file, int from, int to, String id) {
        boolean covers(String damaged, int position) {
            return file.equals(damaged) && from <= position && position < to;
        }
    }

    private record Looked(Set<String> found, List<Damage> damages) {}

    @TempDir
    Path temporary;

    private Path whole;
    private Path directory;
    private final List<Place> places = new ArrayList<>();

    @BeforeEach
    void fill() throws Exception {
        whole = temporary.resolve("whole");
        directory = temporary.resolve("damaged");
        try (Spool spool = Spools.open(whole)) {
            for (int i = 0; i < RECORDS; i++) {
                spool.append(message("key-" + i % 5, i)).get();
            }
        }
        for (Path file : logs()) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            SegmentScan scan = new SegmentScan("", bytes, 0, base(file), damage -> {});
            int from = 0;
            for (List<Spooled> read = scan.next(); read != null; read = scan.next()) {
                places.add(new Place(file.getFileName().toString(), from, scan.position(), Spools.id(read.get(0))));
                from = scan.position();
            }
        }
        assertThat(places).hasSize(RECORDS);
        assertThat(logs()).hasSizeGreaterThan(3);
        Files.createDirectories(directory);
        copy();
    }

    @Test
    void aFileCutAnywhereLosesNothingBeforeTheCut() throws Exception {
        for (Path log : logs()) {
            String name = log.getFileName().toString();
            byte[] bytes = Files.readAllBytes(log);
            for (int cut = 0; cut < bytes.length; cut++) {
                Files.write(directory.resolve(name), Arrays.copyOf(bytes, cut));
                int at = cut;
                check(name + " cut at " + cut, place -> !place.file().equals(name) || place.to() <= at, true);
            }
            Files.write(directory.resolve(name), bytes);
        }
    }

    @Test
    void aBitThatFlipsAnywhereLosesNothingElsewhere() throws Exception {
        Random random = new Random(20261122);
        for (Path log : logs()) {
            String name = log.getFileName().toString();
            byte[] bytes = Files.readAllBytes(log);
            for (int position = 0; position < bytes.length; position++) {
                byte[] flipped = bytes.clone();
                flipped[position] ^= (byte) (1 << random.nextInt(8));
                Files.write(directory.resolve(name), flipped);
                int at = position;
                check(name + " flipped at " + position, place -> !place.covers(name, at), true);
            }
            Files.write(directory.resolve(name), bytes);
        }
    }

    @Test
    void aWriteThatWasNotFinishedLosesNothingBeforeIt() throws Exception {
        Path last = logs().get(logs().size() - 1);
        String name = last.getFileName().toString();
        byte[] bytes = Files.readAllBytes(last);
        int end = places.get(RECORDS - 1).to();
        for (int reached = 0; reached <= end; reached++) {
            byte[] torn = bytes.clone();
            Arrays.fill(torn, reached, end, (byte) 0);
            Files.write(directory.resolve(name), torn);
            int at = reached;
            int batch = places.stream()
                    .filter(each -> each.file().equals(name) && each.to() <= at)
                    .mapToInt(Place::to)
                    .max()
                    .orElse(0);
            boolean clean = Arrays.equals(bytes, batch, at, new byte[at - batch], 0, at - batch);
            Looked looked = check(
                    name + " written to " + reached, place -> !place.file().equals(name) || place.to() <= at, !clean);
            assertThat(looked.damages()).allMatch(damage -> damage.kind() == Kind.TAIL);
        }
    }

    @Test
    void severalDamagesAtOnceLoseNothingElsewhere() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            copy();
            List<Place> hit = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Place place = places.get(random.nextInt(RECORDS));
                byte[] bytes = Files.readAllBytes(directory.resolve(place.file()));
                bytes[place.from() + random.nextInt(place.to() - place.from())] ^= (byte) (1 + random.nextInt(255));
                Files.write(directory.resolve(place.file()), bytes);
                hit.add(place);
            }
            check("round " + round, place -> !hit.contains(place), true);
        }
    }

    @Test
    void aFileThatIsGoneIsMissed() throws Exception {
        for (Path log : logs()) {
            String name = log.getFileName().toString();
            copy();
            Files.delete(directory.resolve(name));
            check(name + " deleted", place -> !place.file().equals(name), true);
        }
    }

    @Test
    void aFileThatIsThereTwiceIsNoticedAndNothingIsLost() throws Exception {
        Path first = logs().get(0);
        Files.copy(first, directory.resolve("00000000000000099999.log"));

        check("copied", place -> true, true);
    }

    @Test
    void whereTheCursorIsDamagedEverythingIsFoundFromTheBeginning() throws Exception {
        byte[] cursor = Files.readAllBytes(whole.resolve(Cursor.FILE));
        for (int position = 0; position < cursor.length; position++) {
            byte[] flipped = cursor.clone();
            flipped[position] ^= 1;
            Files.write(directory.resolve(Cursor.FILE), flipped);
            Looked looked = check("cursor flipped at " + position, place -> true, true);
            assertThat(looked.damages()).allMatch(damage -> damage.kind() == Kind.CURSOR);
        }
    }

    @Test
    void aDamagedFileIsKeptAsideOnceTheRestOfItIsSent() throws Exception {
        Place place = places.get(1);
        byte[] bytes = Files.readAllBytes(directory.resolve(place.file()));
        bytes[place.from() + 70] ^= 1;
        Files.write(directory.resolve(place.file()), bytes);
        List<Damage> damages = new ArrayList<>();

        try (Spool spool = new Spool(Spools.settings(directory), damages::add)) {
            assertThat(Spools.drain(spool))
                    .extracting(Spools::id)
                    .doesNotContain(place.id())
                    .hasSize(RECORDS - 1);
            assertThat(spool.records()).isZero();
        }

        assertThat(damages).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.HOLE);
            assertThat(damage.first()).isEqualTo(1);
            assertThat(damage.missing()).isEqualTo(1);
        });
        assertThat(directory.resolve("damaged").resolve(place.file())).hasBinaryContent(bytes);
        try (Spool spool = Spools.open(directory)) {
            assertThat(spool.records()).isZero();
        }
    }

    private Looked check(String what, Predicate<Place> findable, boolean reported) throws IOException {
        Looked looked = look();
        for (Place place : places) {
            if (findable.test(place)) {
                assertThat(looked.found()).as("%s: %s", what, place).contains(place.id());
            }
        }
        if (reported) {
            assertThat(looked.damages()).as(what).isNotEmpty();
        }
        return looked;
    }

    private Looked look() throws IOException {
        Looked looked = new Looked(new TreeSet<>(), new ArrayList<>());
        SegmentStore store = new SegmentStore(Directory.take(directory), Spools.settings(directory));
        new SpoolOpening(store, each -> looked.found().add(Spools.id(each)), looked.damages()::add).run();
        store.close();
        return looked;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(whole)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static long base(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 20));
    }

    /** As if nothing had happened. */
    private void copy() throws IOException {
        try (Stream<Path> files = Files.list(whole)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
