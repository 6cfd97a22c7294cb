package io.waymark.poller.plan;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.waymark.contract.Tracking;
import io.waymark.poller.plan.DeadlineTable.Haste;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Plans by tables. Times are counted from the last news or the last query, whichever is later, and not from now: the same
 * facts lead to the same moment, whenever they are looked at.
 */
final class PollPlanner implements Planner {

    /** How far a poll may lie from its interval, either way. */
    private static final double SPREAD = 0.1;

    /** However many queries brought nothing, a silent number is asked about again after that, in the rules' time. */
    private static final Duration LONGEST_SILENCE = Duration.ofDays(3);

    private static final int MOST_DOUBLINGS = 20;

    private final Rules rules;
    private final Supplier<ExpectedSilence> history;

    /**
     * What is planned by.
     *
     * @param pushOnlyHealed whether also those numbers are asked about whose merchants want pushes alone
     */
    record Rules(
            IntervalTable intervals,
            DeadlineTable deadlines,
            StopRules stops,
            Quotas quotas,
            RetrySchedule retries,
            boolean pushOnlyHealed) {}

    /** @param history the newest snapshot */
    PollPlanner(Rules rules, Supplier<ExpectedSilence> history) {
        this.rules = rules;
        this.history = history;
    }

    /** Facts with what follows from them at once. */
    private record Situation(WatchFacts facts, Speed speed, Quota quota, Haste haste, Duration expected) {

        /** The later of the last news and the last query. */
        Instant lastAskedOrHeard() {
            Instant asked = facts.askedAt();
            return asked != null && asked.isAfter(facts.heardAt()) ? asked : facts.heardAt();
        }

        /** Whether it was asked about since the last news. */
        boolean isAsked() {
            return lastAskedOrHeard().isAfter(facts.heardAt());
        }

        Instant silentFrom() {
            return facts.heardAt().plus(expected);
        }
    }

    @Override
    public Plan plan(WatchFacts facts, double random) {
        Situation now = situation(facts);
        Optional<EndReason> end = rules.stops().end(facts, now.speed());
        if (end.isPresent()) {
            return new Plan(Purpose.NONE, now.haste().rank(), null, false, end.get());
        }
        boolean silent = isPushed(facts) && !facts.now().isBefore(now.silentFrom());
        Purpose purpose = facts.held() ? Purpose.NONE : purpose(facts);
        Optional<Instant> due = due(purpose, now, random);
        return due.map(at -> new Plan(purpose, now.haste().rank(), until(at, now), silent, null))
                .orElseGet(() -> new Plan(Purpose.NONE, now.haste().rank(), untilLook(now), silent, null));
    }

    private Situation situation(WatchFacts facts) {
        Speed speed = new Speed(rules.quotas().speed(facts.provider()));
        Quota quota = rules.quotas().of(facts.provider());
        return new Situation(
                facts, speed, quota, haste(facts, speed), history.get().of(quota, facts.status()));
    }

    private Haste haste(WatchFacts facts, Speed speed) {
        if (!facts.owed()) {
            return Haste.NONE;
        }
        return Optional.ofNullable(facts.deadline())
                .map(deadline -> rules.deadlines().within(speed.toRules(Duration.between(facts.now(), deadline))))
                .orElse(Haste.EASY);
    }

    /** Whether its provider should be telling by itself, with nothing but the next push to expect. */
    private static boolean isPushed(WatchFacts facts) {
        return facts.pushing() == Pushing.ACCEPTED && facts.tracking() != Tracking.PULL && !facts.isArrived();
    }

    private Purpose purpose(WatchFacts facts) {
        boolean over = facts.isArrived();
        return switch (facts.tracking()) {
            case PULL -> over ? Purpose.AFTERCARE : Purpose.POLL;
            case PUSH -> isPushed(facts) && rules.pushOnlyHealed() ? Purpose.SILENCE : Purpose.NONE;
            case AUTO ->
                switch (facts.pushing()) {
                    case AWAITED -> Purpose.NONE;
                    case ACCEPTED -> over ? Purpose.AFTERCARE : Purpose.SILENCE;
                    case NOT_OFFERED, UNAVAILABLE, ENDED -> over ? Purpose.AFTERCARE : Purpose.POLL;
                };
            case NONE -> Purpose.NONE;
        };
    }

    private Optional<Instant> due(Purpose purpose, Situation now, double random) {
        return purpose != Purpose.NONE && now.facts().failures() > 0
                ? Optional.of(retry(now, random))
                : switch (purpose) {
                    case NONE -> Optional.empty();
                    case POLL, AFTERCARE -> poll(purpose, now, random);
                    case SILENCE -> Optional.of(silence(now, random));
                };
    }

    private Instant retry(Situation now, double random) {
        WatchFacts facts = now.facts();
        return facts.askedAt() == null
                ? facts.now()
                : facts.askedAt().plus(rules.retries().after(facts.failures(), random));
    }

    /** The first time at once: the parcel may have come far before it was registered. */
    private Optional<Instant> poll(Purpose purpose, Situation now, double random) {
        WatchFacts facts = now.facts();
        if (purpose == Purpose.POLL && facts.askedAt() == null && !facts.told()) {
            return Optional.of(facts.now());
        }
        Duration unheard = now.speed().toRules(Duration.between(facts.heardAt(), now.lastAskedOrHeard()));
        return rules.intervals()
                .interval(facts.provider(), facts.status(), facts.subStatus(), unheard)
                .map(interval ->
                        now.speed().toReal(interval).dividedBy(now.haste().divisor()))
                .map(interval -> later(now, times(interval, 1 - SPREAD + 2 * SPREAD * random)));
    }

    /** Never before what is expected has passed: spread to one side only. */
    private static Instant silence(Situation now, double random) {
        int fruitless = now.isAsked() ? Math.min(now.facts().fruitless(), MOST_DOUBLINGS) : 0;
        Duration longest = longer(now.expected(), now.speed().toReal(LONGEST_SILENCE));
        Duration wait = shorter(now.expected().multipliedBy(1L << fruitless), longest)
                .dividedBy(now.haste().silenceDivisor());
        return later(now, times(wait, 1 + SPREAD * random));
    }

    /** So long after the last news or query, and never within the provider's gap. */
    private static Instant later(Situation now, Duration wait) {
        return now.lastAskedOrHeard().plus(longer(wait, now.quota().gap()));
    }

    /** Whole milliseconds, as they are stored; not past the moment from which a deadline makes it urgent, nor past its end. */
    private Duration until(Instant due, Situation now) {
        Duration wait = shorter(Duration.between(now.facts().now(), due).truncatedTo(MILLIS), untilEnd(now));
        return untilUrgent(now).map(urgent -> shorter(wait, urgent)).orElse(wait);
    }

    private Duration untilEnd(Situation now) {
        return rules.stops().until(now.facts(), now.speed());
    }

    private Optional<Duration> untilUrgent(Situation now) {
        return Optional.ofNullable(now.facts().deadline())
                .filter(deadline -> now.facts().owed())
                .map(deadline ->
                        now.speed().toRules(Duration.between(now.facts().now(), deadline)))
                .flatMap(rules.deadlines()::untilChange)
                .map(change -> now.speed().toReal(change).truncatedTo(MILLIS).plusMillis(1));
    }

    /** A number that is not asked about shows all the same when it falls silent, and ends like any other. */
    private Duration untilLook(Situation now) {
        WatchFacts facts = now.facts();
        boolean expectsMore = isPushed(facts) && facts.now().isBefore(now.silentFrom());
        return expectsMore
                ? shorter(
                        Duration.between(facts.now(), now.silentFrom())
                                .truncatedTo(MILLIS)
                                .plusMillis(1),
                        untilEnd(now))
                : untilEnd(now);
    }

    private static Duration times(Duration wait, double factor) {
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
