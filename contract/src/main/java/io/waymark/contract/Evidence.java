package io.waymark.contract;

/** How we came to know a scan: what a payment may rest on depends on it. */
public enum Evidence {
    /** The provider pushed it, and its signature is right. */
    SIGNED_PUSH,
    /** We asked the provider. */
    PULL,
    /** A push in the STO article's dialect, of which no public client exists. */
    ARTICLE,
    /** Read out of free text. */
    TEXT
}
