package io.waymark.poller.cost;

import java.util.List;

/**
 * What a month costs.
 *
 * @param items by provider and merchant
 * @param totals of each provider that bills numbers
 */
record CostReport(List<Cost> items, List<Total> totals) {}
