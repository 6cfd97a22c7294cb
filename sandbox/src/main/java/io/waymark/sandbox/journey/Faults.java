package io.waymark.sandbox.journey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The misbehaviour that was asked for, one mode per target, until it is used up. A call uses up one time only if the
 * mode concerns calls of its direction. Belongs to one event loop.
 */
public final class Faults {

    /** Who pushes and is called. */
    public static final Set<String> PROVIDERS = Set.of("kuaidi100", "sto");

    /** Who is only called. */
    public static final Set<String> GATEWAYS = Set.of("onerway");

    private final Map<String, Scripted> scripted = new HashMap<>();

    private record Scripted(FaultMode mode, int timesLeft) {}

    /** Whether this target can misbehave in this way. */
    public static boolean fits(String target, FaultMode mode) {
        if (mode == FaultMode.NOT_FINAL) {
            return target.equals("onerway");
        }
        return PROVIDERS.contains(target) || (GATEWAYS.contains(target) && mode.whenCalled());
    }

    /** From now on, and instead of what the target was told before. */
    public void script(String target, FaultMode mode, int times) {
        scripted.put(target, new Scripted(mode, times));
    }

    public void clear() {
        scripted.clear();
    }

    /** What to do wrong now that the target is called; uses up one time. */
    public Optional<FaultMode> whenCalled(String target) {
        // of a provider the modes of both directions concern its pushes
        boolean pushes = PROVIDERS.contains(target);
        return take(target, mode -> mode.whenCalled() && !(pushes && mode.whenCalling()));
    }

    /** What to do wrong now that the target calls; uses up one time. */
    public Optional<FaultMode> whenCalling(String target) {
        return take(target, FaultMode::whenCalling);
    }

    private Optional<FaultMode> take(String target, Predicate<FaultMode> concerns) {
        Scripted fault = scripted.get(target);
        if (fault == null || !concerns.test(fault.mode())) {
            return Optional.empty();
        }
        if (fault.timesLeft() == 1) {
            scripted.remove(target);
        } else {
            scripted.put(target, new Scripted(fault.mode(), fault.timesLeft() - 1));
        }
        return Optional.of(fault.mode());
    }
}
