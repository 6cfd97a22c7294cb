package io.waymark.contract;

import org.jspecify.annotations.Nullable;

/**
 * Where a scan was made, as far as the carrier said.
 *
 * @param name the carrier's words for the place, e.g. 杭州濱江公司; not a geocode; null if it named none
 * @param areaCode the provider's code of the administrative area, e.g. {@code CN440305000000}; null if it gave none
 */
public record Location(@Nullable String name, @Nullable String areaCode) {

    /** No place was named. */
    public static final Location UNKNOWN = new Location(null, null);
}
