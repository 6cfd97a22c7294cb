package io.waymark.contract;

/** Whether the source still watches the parcel; independent of where the parcel is. */
public enum Monitoring {
    /** Reports are expected. */
    ACTIVE,
    /** The provider has stopped since the parcel reached its end (Kuaidi100 {@code shutdown}). */
    ENDED,
    /** The provider gave up: three days without a record (3天查询无记录). */
    ABORTED_NO_RECORD,
    /** The provider gave up: sixty days without a change (60天无变化). */
    ABORTED_STALE,
    /** The provider stopped since the number belongs to another carrier, and goes on there. */
    ABORTED_CARRIER_CORRECTED,
    /** The provider says something about monitoring that is in no table. */
    UNKNOWN
}
