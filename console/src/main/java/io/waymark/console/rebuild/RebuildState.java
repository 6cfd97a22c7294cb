package io.waymark.console.rebuild;

/** How far a rebuild has come. */
public enum RebuildState {
    /** There never was one. */
    NONE,
    /** The topics are read from their beginnings to where they ended when it began. */
    REPLAYING,
    /** History, lists and indexes are added, and what was told meanwhile. */
    COMPLETING,
    /** The new tables answer. */
    DONE,
    /** An operator ended it; the old tables go on answering. */
    CANCELLED
}
