package io.waymark.ingest.door;

import org.jspecify.annotations.Nullable;

/**
 * What must be over by a time, oldest first; all have the same time, so each new one is the last. Nothing is allocated and
 * nothing searched. Belongs to one thread.
 */
public final class Deadlines {

    private final long withinNanos;
    private @Nullable Deadline oldest;
    private @Nullable Deadline newest;

    /** Something that must be over by a time. */
    public abstract static class Deadline {
        private @Nullable Deadline older;
        private @Nullable Deadline newer;
        private boolean armed;
        private long at;

        /** It is not over in time. Called once, by the thread that looks. */
        protected abstract void missed();
    }

    /** @param withinNanos from when each is armed */
    public Deadlines(long withinNanos) {
        this.withinNanos = withinNanos;
    }

    /** Begins to count. */
    public void arm(Deadline deadline, long now) {
        deadline.armed = true;
        deadline.at = now + withinNanos;
        deadline.older = newest;
        if (newest == null) {
            oldest = deadline;
        } else {
            newest.newer = deadline;
        }
        newest = deadline;
    }

    /** It is over. Does nothing if it was before, or was never armed. */
    public void disarm(Deadline deadline) {
        if (!deadline.armed) {
            return;
        }
        deadline.armed = false;
        Deadline older = deadline.older;
        Deadline newer = deadline.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        deadline.older = null;
        deadline.newer = null;
    }

    /** Tells all whose time is over. */
    public void look(long now) {
        for (Deadline deadline = oldest; deadline != null && now - deadline.at >= 0; deadline = oldest) {
            disarm(deadline);
            deadline.missed();
        }
    }
}
