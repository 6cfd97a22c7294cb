package io.waymark.console.readmodel;

/** Which tables of the read model: those that answer, or those that are built anew beside them. */
public enum Generation {
    /** What queries read. */
    LIVE("console_read"),
    /** Empty or half filled; it takes the name of the other when it is whole. */
    NEXT("console_next");

    private final String schema;

    Generation(String schema) {
        this.schema = schema;
    }

    /** The schema in which its tables are. */
    public String schema() {
        return schema;
    }

    /** In which order a transaction looks tables up: what the console owns itself is the same for both. */
    String searchPath() {
        return "set local search_path to console, " + schema;
    }
}
