package io.waymark.sandbox.journey;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The misbehaviour that was asked for, until it is used up: one mode per target, or one per operation of a target. A call
 * uses up one time only if the fault concerns calls of its direction and operation. Belongs to one event loop.
 */
public final class Faults {

    /** Who pushes and is called. */
    public static final Set<String> PROVIDERS = Set.of("kuaidi100", "sto");

    /** Payment gateways: they are called, and call to tell of transactions. */
    public static final Set<String> GATEWAYS = Set.of("onerway", "asiabill");

    /** All who can misbehave; 30post only waits to be asked. */
    public static final Set<String> TARGETS = Set.of("kuaidi100", "sto", "thirtypost", "onerway", "asiabill");

    /** What a fault may be limited to, by target. */
    private static final Map<String, Set<String>> OPERATIONS = Map.of(
            "kuaidi100", Set.of("subscribe", "query", "recognize"),
            "onerway", Set.of("upload"),
            "asiabill", Set.of("upload", "query"));

    /** Modes that not every target has. */
    private static final Map<FaultMode, Set<String>> OWNERS = Map.of(
            FaultMode.NOT_FINAL, Set.of("onerway"),
            FaultMode.LOCKED, Set.of("kuaidi100"),
            FaultMode.WRONG_ANSWER_SIGNATURE, Set.of("asiabill"),
            FaultMode.OTHER_TRANSACTION, GATEWAYS);

    /** What may go wrong with a gateway's notices. */
    private static final Set<FaultMode> OF_NOTICES = Set.of(FaultMode.DUPLICATE, FaultMode.BAD_SIGNATURE);

    private static final String ANY = "";

    private final Map<Aim, Scripted> scripted = new HashMap<>();

    /** Whose calls a fault concerns. */
    public enum Direction {
        /** The target is called. */
        CALLED,
        /** The target calls. */
        CALLING;

        /** As in the control API: {@code called}, {@code calling}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty if there is no such direction. */
        public static Optional<Direction> of(String id) {
            return Arrays.stream(values())
                    .filter(direction -> direction.id().equals(id))
                    .findFirst();
        }

        private boolean suits(FaultMode mode) {
            return this == CALLED ? mode.whenCalled() : mode.whenCalling();
        }
    }

    /**
     * What a fault is aimed at.
     *
     * @param operation of the target; "" for any
     */
    public record Aim(String target, String operation) {}

    /**
     * Of which calls something goes wrong: of each with the same chance, drawn anew.
     *
     * @param share above 0, at most 1
     * @param seed the same seed draws the same sequence
     */
    public record Odds(double share, long seed) {

        /** Every call. */
        public static final Odds ALWAYS = new Odds(1, 0);
    }

    private record Scripted(FaultMode mode, Direction direction, int timesLeft, double share, Random random) {

        boolean strikes() {
            return share >= 1 || random.nextDouble() < share;
        }

        Scripted onceLess() {
            return new Scripted(mode, direction, timesLeft - 1, share, random);
        }
    }

    /** Whether this target can misbehave in this way. */
    public static boolean fits(String target, FaultMode mode) {
        return Arrays.stream(Direction.values()).anyMatch(direction -> fits(target, mode, direction));
    }

    /** Whether this target can misbehave in this way in calls of this direction. */
    public static boolean fits(String target, FaultMode mode, Direction direction) {
        boolean owns = OWNERS.getOrDefault(mode, TARGETS).contains(target);
        boolean calls = PROVIDERS.contains(target) || (GATEWAYS.contains(target) && OF_NOTICES.contains(mode));
        return owns && direction.suits(mode) && (direction == Direction.CALLED || calls);
    }

    /** Whether this is something that the target can be asked to do; "" is anything. */
    public static boolean hasOperation(String target, String operation) {
        return operation.equals(ANY)
                || OPERATIONS.getOrDefault(target, Set.of()).contains(operation);
    }

    /** Which calls a mode concerns where nobody says: of a carrier that pushes, its pushes, if it is a mode of pushes. */
    public static Direction usual(String target, FaultMode mode) {
        boolean pushes = mode.whenCalling() && (PROVIDERS.contains(target) || !mode.whenCalled());
        return pushes ? Direction.CALLING : Direction.CALLED;
    }

    /** From now on, and instead of what the same operation was told before; any operation: instead of all. */
    public void script(Aim aim, FaultMode mode, Direction direction, int times) {
        script(aim, mode, direction, times, Odds.ALWAYS);
    }

    /** The same, of a share of the calls; {@code times} counts those that go wrong. */
    public void script(Aim aim, FaultMode mode, Direction direction, int times, Odds odds) {
        if (aim.operation().equals(ANY)) {
            scripted.keySet().removeIf(before -> before.target().equals(aim.target()));
        }
        scripted.put(aim, new Scripted(mode, direction, times, odds.share(), new Random(odds.seed())));
    }

    public void clear() {
        scripted.clear();
    }

    /** What to do wrong now that the target is called to do something; uses up one time. */
    public Optional<FaultMode> whenCalled(Aim aim) {
        return take(aim, Direction.CALLED).or(() -> take(new Aim(aim.target(), ANY), Direction.CALLED));
    }

    /** What to do wrong now that the target calls; uses up one time. */
    public Optional<FaultMode> whenCalling(String target) {
        return take(new Aim(target, ANY), Direction.CALLING);
    }

    private Optional<FaultMode> take(Aim aim, Direction direction) {
        Scripted fault = scripted.get(aim);
        if (fault == null || fault.direction() != direction || !fault.strikes()) {
            return Optional.empty();
        }
        if (fault.timesLeft() == 1) {
            scripted.remove(aim);
        } else {
            scripted.put(aim, fault.onceLess());
        }
        return Optional.of(fault.mode());
    }
}
