package io.waymark.poller.polling;

import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.watch.Planned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Who of those that are due is asked about now, and who later.
 *
 * @param granted to be asked about now
 * @param postponed the others
 */
record Selection(List<Candidate> granted, List<Postponed> postponed) {

    /** Why a number is not asked about although it is due. */
    enum Reason {
        /** Its provider must not be asked so soon or so often about one number. */
        GUARD,
        /** This process has asked just now, whatever the database's clock says. */
        BELT,
        /** The month's budget is used up. */
        BUDGET,
        /** Its parcel has arrived and its number is not billed this month: to look after it is not worth paying for. */
        AFTERCARE
    }

    /** One that is looked at again later. */
    record Postponed(Candidate candidate, Duration dueIn, Reason reason) {

        Planned planned() {
            return Planned.of(candidate.watched(), candidate.plan().postponed(dueIn));
        }
    }

    /**
     * All of them, but of several with one number the first alone.
     *
     * @param gap how long the others wait
     */
    static Selection of(List<Candidate> due, Duration gap) {
        Set<NumberKey> first = new HashSet<>();
        return new Selection(due, List.of())
                .without(one -> first.add(one.number()) ? Duration.ZERO : gap, Reason.GUARD);
    }

    /**
     * The selection without those that have to wait.
     *
     * @param wait of each; zero or less: none
     */
    Selection without(Function<Candidate, Duration> wait, Reason reason) {
        List<Candidate> left = new ArrayList<>();
        List<Postponed> waiting = new ArrayList<>(postponed);
        for (Candidate candidate : granted) {
            Duration own = wait.apply(candidate);
            if (own.compareTo(Duration.ZERO) > 0) {
                waiting.add(new Postponed(candidate, own, reason));
            } else {
                left.add(candidate);
            }
        }
        return new Selection(List.copyOf(left), List.copyOf(waiting));
    }

    List<NumberKey> numbers() {
        return granted.stream().map(Candidate::number).toList();
    }
}
