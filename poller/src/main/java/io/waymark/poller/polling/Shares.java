package io.waymark.poller.polling;

import io.waymark.poller.plan.Rank;

/**
 * How a batch is shared between the ranks: the urgent ones first, but a tenth is kept for the usual ones, and a tenth
 * of the rest for settlements, so that nothing starves.
 *
 * @param most numbers of a batch
 * @param forUsual what is kept for {@link Rank#USUAL}
 * @param forSettlements what is kept for {@link Rank#SETTLEMENT}
 */
record Shares(int most, int forUsual, int forSettlements) {

    private static final double TENTH = 0.1;

    /** @param random from 0 to 1: rounds parts of a place, so that in the long run a batch of one is shared too */
    static Shares of(int most, double random) {
        int usual = rounded(most, random);
        double next = random * 10 % 1; // its next digits: a batch of one is either shared so or so
        return new Shares(most, usual, rounded(most - usual, next));
    }

    private static int rounded(int places, double random) {
        return (int) Math.floor(places * TENTH + random);
    }

    /**
     * How many of a rank may be taken.
     *
     * @param taken how many of the ranks before it were
     */
    int most(Rank rank, int taken) {
        int kept =
                switch (rank) {
                    case URGENT -> forUsual + forSettlements;
                    case SETTLEMENT -> forUsual;
                    case USUAL -> 0;
                };
        return Math.max(0, most - kept - taken);
    }
}
