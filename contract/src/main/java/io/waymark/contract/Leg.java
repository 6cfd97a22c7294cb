package io.waymark.contract;

/** Which part of an international journey a scan belongs to. */
public enum Leg {
    /** The journey has one carrier from door to door, or nobody said otherwise. */
    SINGLE,
    /** From the sender to the border. */
    ORIGIN,
    /** From the border to the recipient; every scan here comes after every scan of the origin. */
    DESTINATION
}
