package io.waymark.sandbox.journey;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The misbehaviour that was asked for, one mode per target, until it is used up. A call uses up one time only if the
 * fault concerns calls of its direction. Belongs to one event loop.
 */
public final class Faults {

    /** Who pushes and is called. */
    public static final Set<String> PROVIDERS = Set.of("kuaidi100", "sto");

    /** Who is only called: gateways, and 30post, which waits to be asked. */
    public static final Set<String> GATEWAYS = Set.of("onerway", "thirtypost");

    private final Map<String, Scripted> scripted = new HashMap<>();

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

    private record Scripted(FaultMode mode, Direction direction, int timesLeft) {}

    /** Whether this target can misbehave in this way. */
    public static boolean fits(String target, FaultMode mode) {
        if (mode == FaultMode.NOT_FINAL) {
            return target.equals("onerway");
        }
        return PROVIDERS.contains(target) || (GATEWAYS.contains(target) && mode.whenCalled());
    }

    /** Whether this target can misbehave in this way in calls of this direction. */
    public static boolean fits(String target, FaultMode mode, Direction direction) {
        return fits(target, mode)
                && direction.suits(mode)
                && (direction == Direction.CALLED || PROVIDERS.contains(target));
    }

    /** Which calls a mode concerns where nobody says: of who pushes, its pushes, if the mode is one of pushes. */
    public static Direction usual(String target, FaultMode mode) {
        return PROVIDERS.contains(target) && mode.whenCalling() ? Direction.CALLING : Direction.CALLED;
    }

    /** From now on, and instead of what the target was told before. */
    public void script(String target, FaultMode mode, Direction direction, int times) {
        scripted.put(target, new Scripted(mode, direction, times));
    }

    public void clear() {
        scripted.clear();
    }

    /** What to do wrong now that the target is called; uses up one time. */
    public Optional<FaultMode> whenCalled(String target) {
        return take(target, Direction.CALLED);
    }

    /** What to do wrong now that the target calls; uses up one time. */
    public Optional<FaultMode> whenCalling(String target) {
        return take(target, Direction.CALLING);
    }

    private Optional<FaultMode> take(String target, Direction direction) {
        Scripted fault = scripted.get(target);
        if (fault == null || fault.direction() != direction) {
            return Optional.empty();
        }
        if (fault.timesLeft() == 1) {
            scripted.remove(target);
        } else {
            scripted.put(target, new Scripted(fault.mode(), direction, fault.timesLeft() - 1));
        }
        return Optional.of(fault.mode());
    }
}
