package io.waymark.contract;

import org.jspecify.annotations.Nullable;

/**
 * The two ends of an international shipment.
 *
 * @param departureCountry ISO 3166-1 alpha-2; null if not said
 * @param departureCarrier Waymark's carrier code of the origin leg; null if not said
 * @param destinationCountry ISO 3166-1 alpha-2; decides the zone of the destination's local times; null if not said
 * @param destinationCarrier Waymark's carrier code of the destination leg; null if not said
 */
public record International(
        @Nullable String departureCountry,
        @Nullable String departureCarrier,
        @Nullable String destinationCountry,
        @Nullable String destinationCarrier) {}
