package io.waymark.normalizer.redrive;

import io.quarkus.logging.Log;
import io.waymark.contract.OffsetRanges;
import io.waymark.contract.OffsetRanges.Range;
import io.waymark.normalizer.redrive.RedriveOrder.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Carries an order out, some letters at a time. What was put back is kept after each time, so that an order that was cut short
 * is begun again and goes on; what the command line puts back meanwhile is left out, and stays remembered.
 */
final class RedriveOrderHandler {

    /** How far before the first letter it is looked where the last one lies that was put back. */
    private static final long LOOK_BACK = 1000;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final LetterClient letters;
    private final int perSecond;
    private final Runnable meanwhile;

    private long putBack;
    private long before;
    private long wanted;

    /** @param meanwhile what is done between times; what it throws ends the work */
    RedriveOrderHandler(LetterClient letters, int perSecond, Runnable meanwhile) {
        this.letters = letters;
        this.perSecond = Math.max(1, perSecond);
        this.meanwhile = meanwhile;
    }

    /** Returns when all is put back that is there, and the console has been told so. */
    void carryOut(RedriveOrder order) {
        order.parts().forEach(part -> carryOut(order.id(), part));
        String detail = putBack + " put back, " + before + " were before, " + (wanted - putBack - before)
                + " are no longer there";
        letters.tell(Tidings.answer(order.id(), true, detail, Instant.now()));
        Log.infof("dead letters put back command=%s count=%d", order.id(), putBack);
    }

    private void carryOut(String order, Part part) {
        wanted += part.offsets().size();
        TopicPartition partition = new TopicPartition(part.topic(), part.partition());
        if (!letters.partitions(part.topic()).contains(partition)) {
            return;
        }
        Handled handled = letters.handled(partition);
        OffsetRanges known = OffsetRanges.of(
                part.offsets().offsets().filter(handled::contains).boxed().toList());
        before += known.size();
        if (known.size() > 0) {
            letters.tell(Tidings.redriven(order, part.topic(), part.partition(), known, Instant.now()));
        }
        read(order, part, partition, handled);
    }

    private void read(String order, Part part, TopicPartition partition, Handled known) {
        List<Range> ranges = part.offsets().ranges();
        long first = ranges.get(0).first();
        long end = Math.min(
                ranges.get(ranges.size() - 1).last() + 1,
                Objects.requireNonNull(letters.ends(Set.of(partition)).get(partition)));
        letters.begin(Map.of(partition, Math.max(known.edgeBefore(first), first - LOOK_BACK)));
        OffsetRanges passed = OffsetRanges.NONE;
        while (letters.position(partition) < end) {
            long from = letters.position(partition);
            List<ConsumerRecord<byte[], byte[]>> polled = letters.poll().records(partition);
            Handled handled = letters.handled(partition);
            List<ConsumerRecord<byte[], byte[]>> asked = polled.stream()
                    .filter(letter -> part.offsets().contains(letter.offset()) && !known.contains(letter.offset()))
                    .toList();
            List<ConsumerRecord<byte[], byte[]>> batch = asked.stream()
                    .filter(letter -> !handled.contains(letter.offset()))
                    .toList();
            before += asked.size() - batch.size();
            letters.putBack(part.source(), batch);
            passed = passed.with(passed(from, letters.position(partition), polled, batch, handled));
            keep(order, part, partition, passed, batch);
            meanwhile.run();
        }
    }

    private void keep(
            String order,
            Part part,
            TopicPartition partition,
            OffsetRanges passed,
            List<ConsumerRecord<byte[], byte[]>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        letters.keep(Map.of(partition, letters.handled(partition).with(passed)));
        OffsetRanges offsets =
                OffsetRanges.of(batch.stream().map(ConsumerRecord::offset).toList());
        letters.tell(Tidings.redriven(order, part.topic(), part.partition(), offsets, Instant.now()));
        putBack += batch.size();
        LockSupport.parkNanos(batch.size() * SECOND_NANOS / perSecond);
    }

    /** Of what was read, all but the letters that were left where they are: where none lies, nothing is to be put back. */
    private static OffsetRanges passed(
            long from,
            long to,
            List<ConsumerRecord<byte[], byte[]>> polled,
            List<ConsumerRecord<byte[], byte[]>> batch,
            Handled handled) {
        List<Range> passed = new ArrayList<>();
        long next = from;
        for (ConsumerRecord<byte[], byte[]> letter : polled) {
            if (!batch.contains(letter) && !handled.contains(letter.offset())) {
                add(passed, next, letter.offset() - 1);
                next = letter.offset() + 1;
            }
        }
        add(passed, next, to - 1);
        return new OffsetRanges(passed);
    }

    private static void add(List<Range> ranges, long first, long last) {
        if (first <= last) {
            ranges.add(new Range(first, last));
        }
    }
}
