package io.waymark.console.erasure;

/** How much of a shipment is erased. */
public enum ErasureScope {
    /** All that any service holds of it. */
    SHIPMENT,
    /** What one merchant said about it, was told of it and booked for it: others had registered it too. */
    REGISTRATION
}
