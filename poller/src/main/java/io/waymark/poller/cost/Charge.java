package io.waymark.poller.cost;

import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Rank;

/**
 * A call that the provider may charge for.
 *
 * @param number that is called about
 * @param merchantId who is billed; "" if nobody registered it
 * @param rank {@link Rank#URGENT} may use what is kept back of the budget
 * @param mayBillAnew whether the number may be billed although it is not yet this month; what only looks after a
 *     delivered parcel may not
 */
public record Charge(NumberKey number, String merchantId, Rank rank, boolean mayBillAnew) {}
