package io.waymark.ingest.spool;

/**
 * Something that is not in the spool's files as it was written.
 *
 * @param file the segment's name, or the cursor's
 * @param position in bytes from the file's beginning; 0 where a whole file is meant
 * @param first the first offset that is missing
 * @param missing how many records are missing; 0 if none is, or if nobody can know
 */
public record Damage(Kind kind, String file, long position, long first, long missing) {

    /** What kind of damage it is. */
    public enum Kind {
        /** Records in the middle, or whole segments, are gone: acknowledged, and lost here. */
        HOLE,
        /** The end cannot be read. After a crash that is a write that nobody was told of; else the last records are lost. */
        TAIL,
        /** Bytes that nothing depends on, or that could be restored: nothing is lost. */
        HEADER,
        /** Offsets are there twice. Both are sent, with the same ids. */
        REPEAT,
        /** It is not known how far the spool was drained: it is drained from its beginning. */
        CURSOR
    }

    @Override
    public String toString() {
        return "kind=" + kind + " file=" + file + " position=" + position + " first=" + first + " missing=" + missing;
    }
}
