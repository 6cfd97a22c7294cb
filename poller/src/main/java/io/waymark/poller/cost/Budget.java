package io.waymark.poller.cost;

import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many numbers a provider may bill in a month.
 *
 * @param numbers null: any number
 * @param reservePercent of the numbers, kept back for calls of {@link Rank#URGENT}
 */
record Budget(@Nullable Long numbers, int reservePercent) {

    private static final int ALL = 100;

    Budget {
        if (numbers != null && numbers < 0 || reservePercent < 0 || reservePercent > ALL) {
            throw new IllegalArgumentException("no budget: " + numbers + " numbers, reserve " + reservePercent + " %");
        }
    }

    /**
     * What is admitted of some calls.
     *
     * @param allowed numbers that may be called about
     * @param fresh of these the ones that are now billed for the first time in the month
     */
    record Admission(Set<NumberKey> allowed, List<Charge> fresh) {}

    /** How many numbers may have been billed in a month after a call of that rank. */
    long most(Rank rank) {
        if (numbers == null) {
            return Long.MAX_VALUE;
        }
        long reserve = (numbers * reservePercent + ALL - 1) / ALL;
        return rank == Rank.URGENT ? numbers : numbers - reserve;
    }

    /** Whether nothing is billed anew any more, but what is urgent. */
    boolean isExhausted(long soFar) {
        return soFar >= most(Rank.USUAL);
    }

    /**
     * Admits what costs nothing, and of the rest as much as the budget leaves, by rank.
     *
     * @param billed numbers that this month's bill holds already
     * @param soFar how many the bill holds in all
     */
    Admission admit(List<Charge> charges, Set<NumberKey> billed, long soFar) {
        Set<NumberKey> allowed = new HashSet<>();
        List<Charge> fresh = new ArrayList<>();
        for (Charge charge :
                charges.stream().sorted(Comparator.comparing(Charge::rank)).toList()) {
            NumberKey number = charge.number();
            if (billed.contains(number) || allowed.contains(number)) {
                allowed.add(number);
            } else if (charge.mayBillAnew() && soFar + fresh.size() < most(charge.rank())) {
                allowed.add(number);
                fresh.add(charge);
            }
        }
        return new Admission(Set.copyOf(allowed), List.copyOf(fresh));
    }
}
