package io.waymark.outbox;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Has work done in rounds, in the background and one at a time. */
public final class RoundHandler {

    private final Supplier<Uni<Boolean>> work;
    private final Consumer<Throwable> failed;

    /** Calls that arrived since the last round began; only the one that finds it at zero starts a round. */
    private final AtomicInteger wanted = new AtomicInteger();

    /**
     * Rounds of some work.
     *
     * @param work one round; whether there may be more to do, for which another follows at once
     * @param failed told of the failure of a round, after which none follows until the next call
     */
    public RoundHandler(Supplier<Uni<Boolean>> work, Consumer<Throwable> failed) {
        this.work = work;
        this.failed = failed;
    }

    /** Begins a round, soon and in the background. Cheap to call; calls during a round lead to one more round. */
    public void wake() {
        if (wanted.getAndIncrement() == 0) {
            round();
        }
    }

    private void round() {
        int seen = wanted.get();
        Uni.createFrom().deferred(work::get).subscribe().with(more -> again(seen, more), failure -> {
            failed.accept(failure);
            wanted.set(0);
        });
    }

    private void again(int seen, boolean more) {
        if (more || wanted.addAndGet(-seen) > 0) {
            round();
        }
    }
}
