package io.waymark.poller.pace;

/**
 * A number as a provider knows it, whichever shipment it is asked about for.
 *
 * @param carrier as asked: Waymark's code, "" for the provider to recognise
 * @param trackingNumber in its normal form
 */
public record NumberKey(String carrier, String trackingNumber) {}
