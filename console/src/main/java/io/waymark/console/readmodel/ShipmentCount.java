package io.waymark.console.readmodel;

import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;

/** How many shipments have a status and are watched so. */
public record ShipmentCount(ShipmentStatus status, Monitoring monitoring, long shipments) {}
