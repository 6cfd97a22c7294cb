package io.waymark.sandbox.journey;

import java.time.Duration;

/** One thing that happens in a parcel's life. */
public sealed interface Step {

    /** When, counted from the beginning of the journey, at the speed of life. */
    Duration at();

    /**
     * Somebody scans the parcel.
     *
     * @param code in the provider's words: a state code of Kuaidi100, a scanType of STO, a section of 30post
     * @param issue why it is a problem, in STO's words (issueName); "" for none
     */
    record Scan(Duration at, String code, String text, Place place, String issue) implements Step {}

    /** The provider says something about its own watching. */
    record Notice(Duration at, Kind kind) implements Step {}

    /** What a provider may say about its watching. */
    enum Kind {
        /** It gives up: nothing was found for three days (3天查询无记录). */
        NO_RECORD,
        /** It gives up: nothing new for sixty days (60天无变化). */
        STALE,
        /** The parcel is another company's; it goes on watching there. */
        CORRECTED
    }
}
