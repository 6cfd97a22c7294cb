package io.waymark.quickstart;

import io.waymark.quickstart.Wires.Link;
import io.waymark.sandbox.infra.Wire.Trouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Parcels that move while the installation is harmed. The same seed and size make the same scenario.
 *
 * @param parcels in no order
 * @param strikes by their beginning
 */
record Scenario(long seed, List<ChaosParcel> parcels, List<Strike> strikes) {

    /** By then all parcels are registered; the longest journey takes half a minute more. */
    private static final int REGISTERED_BY_MILLIS = 8_000;

    /** Before the last parcels arrive, so that nothing is left that could not be struck. */
    private static final int LAST_STRIKE_MILLIS = 24_000;

    /**
     * How large it is.
     *
     * @param parcels how many parcels
     * @param kills how many SIGKILLs, dealt out evenly among the services
     * @param others how many other strikes
     */
    record Size(int parcels, int kills, int others) {}

    /** Of seeds that end in 00: every service is stopped and started, one after the other, and nothing else is done. */
    static Scenario of(long seed, Size size) {
        Dice dice = new Dice(new Random(seed));
        return seed % 100 == 0 ? dice.rolling(seed, size) : dice.scenario(seed, size);
    }

    long kills() {
        return strikes.stream().filter(Strike::isKill).count();
    }

    /** What can be done to it besides killing services. */
    private enum Kind {
        PAUSE,
        STOP,
        BROKER_RESTART,
        DATABASE_RESTART,
        DATABASE_CRASH,
        WIRE_OF_KAFKA,
        WIRE_OF_POSTGRESQL,
        WIRE_OF_OTHERS
    }

    private record Dice(Random random) {

        Scenario scenario(long seed, Size size) {
            List<ChaosParcel> parcels = parcels(seed, size);
            List<Strike> strikes = new ArrayList<>();
            dealt(Part.services(), size.kills()).forEach(part -> strikes.add(kill(part)));
            dealt(List.of(Kind.values()), size.others()).forEach(kind -> strikes.add(strike(kind)));
            strikes.sort(Comparator.comparingInt(Strike::atMillis));
            return new Scenario(seed, parcels, List.copyOf(strikes));
        }

        Scenario rolling(long seed, Size size) {
            List<Part> order = dealt(Part.services(), Part.services().size());
            Strike strike = new Strike(
                    "restart one after the other: " + order,
                    false,
                    5_000,
                    0,
                    fleet -> order.forEach(fleet::restart),
                    f -> {});
            return new Scenario(seed, parcels(seed, size), List.of(strike));
        }

        private List<ChaosParcel> parcels(long seed, Size size) {
            List<Journey> journeys = dealt(List.of(Journey.values()), size.parcels());
            return IntStream.range(0, size.parcels())
                    .mapToObj(i -> ChaosParcel.of(journeys.get(i), seed, i, random.nextInt(REGISTERED_BY_MILLIS)))
                    .toList();
        }

        /** So many of them, each as often as any other, but for the rest. */
        private <T> List<T> dealt(List<T> cards, int count) {
            List<T> dealt = new ArrayList<>();
            while (dealt.size() < count) {
                List<T> deck = new ArrayList<>(cards);
                Collections.shuffle(deck, random);
                dealt.addAll(deck);
            }
            return dealt.subList(0, count);
        }

        private Strike kill(Part part) {
            return new Strike(
                    "kill " + part.label(), true, at(), lasts(0, 2_000), f -> f.kill(part), f -> f.start(part));
        }

        private Strike strike(Kind kind) {
            return switch (kind) {
                case PAUSE -> pause(any(Part.services()));
                case STOP -> stop(any(Part.services()));
                case BROKER_RESTART ->
                    other("restart Kafka", lasts(0, 4_000), BatteredFleet::stopBroker, BatteredFleet::startBroker);
                case DATABASE_RESTART ->
                    other(
                            "restart PostgreSQL",
                            lasts(0, 4_000),
                            BatteredFleet::stopDatabase,
                            BatteredFleet::startDatabase);
                case DATABASE_CRASH ->
                    other(
                            "kill PostgreSQL",
                            lasts(0, 2_000),
                            BatteredFleet::crashDatabase,
                            BatteredFleet::startDatabase);
                case WIRE_OF_KAFKA -> wire("_KAFKA");
                case WIRE_OF_POSTGRESQL -> wire("_POSTGRESQL");
                case WIRE_OF_OTHERS -> wire("_CARRIERS|_GATEWAYS|CARRIERS_WEBHOOK_INGEST");
            };
        }

        /** Some are paused for longer than it takes until others believe that they are gone. */
        private Strike pause(Part part) {
            return other("pause " + part.label(), lasts(1_000, 9_000), f -> f.pause(part), f -> f.resume(part));
        }

        private Strike stop(Part part) {
            return other(
                    "stop " + part.label(), lasts(0, 2_000), f -> f.askToStop(part), f -> f.startOnceStopped(part));
        }

        private Strike wire(String name) {
            Link link = any(Arrays.stream(Link.values())
                    .filter(one -> one.name().matches(".*(" + name + ")"))
                    .toList());
            Trouble trouble = any(Arrays.stream(Trouble.values())
                    .filter(one -> one != Trouble.NONE)
                    .toList());
            return other(
                    trouble + " " + link,
                    lasts(2_000, 6_000),
                    f -> f.trouble(link, trouble),
                    f -> f.trouble(link, Trouble.NONE));
        }

        private Strike other(String what, int lasts, Consumer<BatteredFleet> begin, Consumer<BatteredFleet> end) {
            return new Strike(what, false, at(), lasts, begin, end);
        }

        private int at() {
            return 1_000 + random.nextInt(LAST_STRIKE_MILLIS - 1_000);
        }

        private int lasts(int least, int most) {
            return least + random.nextInt(most - least);
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
