package io.waymark.sandbox.carrier;

import io.waymark.sandbox.journey.Parcel;

/** A provider that learns how parcels move, and tells others in its own way. */
public interface SimulatedCarrier {

    /** A parcel is set in motion. Nothing has happened to it yet. */
    void begins(Parcel parcel);

    /** The parcel's latest step has just happened. */
    void moved(Parcel parcel);
}
