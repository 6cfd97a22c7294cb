package io.waymark.ingest.door;

/** Max-min fairness: everybody gets what he asks for up to a level, and the level is as high as what there is allows. */
final class WaterLevel {

    private WaterLevel() {}

    /**
     * The level at which {@code capacity} is used up, or {@code capacity} itself where all that is asked for fits: nobody can
     * then have too much, and one who comes new may have the whole.
     */
    static double of(int[] asked, double capacity) {
        double left = capacity;
        int unserved = asked.length;
        double level = 0;
        while (unserved > 0) {
            double next = left / unserved;
            if (next <= level) {
                return level;
            }
            level = next;
            left = capacity;
            unserved = 0;
            for (int one : asked) {
                left -= one <= level ? one : 0;
                unserved += one <= level ? 0 : 1;
            }
        }
        return capacity;
    }
}
