package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts of a parcel that Kuaidi100 pushes, on the road, registered ten days ago and heard of an hour ago; and variations. */
final class Facts {

    static final Instant NOW = Instant.parse("2026-03-10T08:00:00Z");

    private ProviderId provider = ProviderId.KUAIDI100;
    private Tracking tracking = Tracking.AUTO;
    private Pushing pushing = Pushing.ACCEPTED;
    private SubStatus subStatus = SubStatus.MOVING;
    private Instant now = NOW;
    private Instant registeredAt = ago("P10D");
    private Instant heardAt = ago("PT1H");
    private boolean told = true;
    private @Nullable Instant askedAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant lastEventAt;
    private @Nullable Instant deadline;
    private boolean owed;
    private int failures;
    private int fruitless;
    private boolean held;

    static Facts pushed() {
        return new Facts();
    }

    static Facts pushed(ProviderId provider) {
        Facts facts = new Facts();
        facts.provider = provider;
        return facts;
    }

    /** One that only asking tells of. */
    static Facts polled(ProviderId provider) {
        Facts facts = new Facts().tracking(Tracking.PULL).pushing(Pushing.NOT_OFFERED);
        facts.provider = provider;
        return facts;
    }

    static Instant ago(String duration) {
        return NOW.minus(Duration.parse(duration));
    }

    Facts tracking(Tracking value) {
        tracking = value;
        return this;
    }

    Facts pushing(Pushing value) {
        pushing = value;
        return this;
    }

    Facts at(SubStatus value) {
        subStatus = value;
        return this;
    }

    Facts nowIs(Instant value) {
        now = value;
        return this;
    }

    Facts registered(String ago) {
        registeredAt = ago(ago);
        return this;
    }

    Facts heard(String ago) {
        heardAt = ago(ago);
        return this;
    }

    Facts neverTold() {
        told = false;
        return this;
    }

    Facts asked(String ago) {
        askedAt = ago(ago);
        return this;
    }

    Facts answered(String ago) {
        answeredAt = ago(ago);
        return this;
    }

    Facts lastEvent(String ago) {
        lastEventAt = ago(ago);
        return this;
    }

    Facts owed() {
        owed = true;
        return this;
    }

    /** A settlement waits whose deadline is so far off. */
    Facts owedIn(String left) {
        deadline = NOW.plus(Duration.parse(left));
        return owed();
    }

    Facts failed(int times) {
        failures = times;
        return this;
    }

    Facts fruitless(int times) {
        fruitless = times;
        return this;
    }

    Facts held() {
        held = true;
        return this;
    }

    WatchFacts facts() {
        ShipmentStatus status = subStatus.status();
        return new WatchFacts(
                provider,
                tracking,
                pushing,
                status,
                subStatus,
                now,
                registeredAt,
                heardAt,
                told,
                askedAt,
                answeredAt,
                lastEventAt,
                deadline,
                owed,
                failures,
                fruitless,
                held);
    }
}
