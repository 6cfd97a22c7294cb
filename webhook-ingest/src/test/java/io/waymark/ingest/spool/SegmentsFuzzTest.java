package io.waymark.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A segment of the spool with anything in it, on a disk that lies. */
class SegmentsFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anythingIsReadToItsEnd(byte[] segment) {
        assertThat(read(segment).size()).isLessThanOrEqualTo(segment.length / 61);
    }

    /** Whatever lies before a batch that was written whole, the batch is found. */
    @FuzzTest(maxDuration = "2m")
    void aWholeBatchBehindAnythingIsFound(byte[] before) {
        ByteBuffer batch = BatchRecord.encode(List.of(Spools.message("key", 7)), 7);
        byte[] segment = Arrays.copyOf(before, before.length + batch.remaining());
        batch.get(segment, before.length, batch.remaining());

        assertThat(read(segment)).extracting(Spools::id).contains("id-7");
    }

    private static List<Spooled> read(byte[] segment) {
        List<Damage> damages = new ArrayList<>();
        SegmentScan scan = new SegmentScan("fuzzed", ByteBuffer.wrap(segment), 0, 0, damages::add);
        List<Spooled> all = new ArrayList<>();
        for (List<Spooled> records = scan.next(); records != null; records = scan.next()) {
            all.addAll(records);
        }
        assertThat(scan.position()).isLessThanOrEqualTo(segment.length);
        assertThat(damages.size()).isLessThanOrEqualTo(segment.length + 1);
        return all;
    }
}
