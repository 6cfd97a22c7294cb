package io.waymark.notifier.settlement;

import io.waymark.contract.ShipmentStatus;

/**
 * The status the normalizer derived from all scans.
 *
 * @param sequence how many events it rests on
 */
record Standing(ShipmentStatus status, long sequence) {}
