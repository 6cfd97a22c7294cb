package io.waymark.console.api;

import io.waymark.console.conservation.Balance;
import io.waymark.console.conservation.HourBalance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of the list of balances, with the sum of the whole.
 *
 * @param items at most as many as the call's {@code limit}
 * @param totals of all hours and providers that were asked for, whatever part of them this is
 * @param next what to send as {@code cursor} for the part that follows; null on the last
 */
public record ConservationView(List<HourBalance> items, Balance totals, @Nullable String next) {}
