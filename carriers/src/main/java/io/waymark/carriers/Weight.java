package io.waymark.carriers;

import java.math.BigDecimal;

/**
 * What a parcel weighs.
 *
 * @param value in the carrier's unit
 * @param unit {@code kg} where the carrier states it; "" where it does not
 */
public record Weight(BigDecimal value, String unit) {}
