package io.waymark.poller.staleness;

/** Parcels of one carrier that one provider tells of; {@code carrier} is "" where the provider recognises it. */
record Kind(String provider, String carrier) {}
