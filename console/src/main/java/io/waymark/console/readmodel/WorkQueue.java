package io.waymark.console.readmodel;

/** Shipments that a person should look at, and that neither their status nor how they are watched tells apart. */
public enum WorkQueue {

    /** They have the flag {@code RETURNED_AFTER_DELIVERY}: money may have been asked for that is not owed. */
    RETURNED_AFTER_DELIVERY,

    /** They can be picked up, and could for longer than {@link WorkQueueConfig#pickup()}: soon they will go back. */
    AVAILABLE_TOO_LONG
}
