package io.waymark.poller.plan;

/** Whether a provider can be expected to push a number's scans by itself. */
public enum Pushing {
    /** It was not asked to: there is no subscription. */
    NOT_OFFERED,
    /** It is to be asked, or has not answered yet. */
    AWAITED,
    /** It said that it will. */
    ACCEPTED,
    /** It will not, until a person or a merchant has changed something. */
    UNAVAILABLE,
    /** It did, and says that it has stopped. */
    ENDED
}
