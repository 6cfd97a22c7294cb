package io.waymark.console.stream;

import io.waymark.contract.ShipmentId;

/**
 * What an answer that is a stream tells: the events of a shipment that follow one, and then those to come.
 *
 * @param after the sequence of the last event that the reader has; 0 for none
 */
record EventStream(ShipmentId shipmentId, long after) {}
