package io.waymark.poller.watch;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentId;

/** One shipment at one provider, under whatever numbers it is followed there: they are heard of together. */
record Source(ShipmentId shipmentId, ProviderId provider) {}
