package io.waymark.quickstart;

import java.time.Duration;

/**
 * What parcels of the sandbox live through and who pays for them. None whose end depends on what is known when: such as a parcel
 * that is paid at its pick-up and then goes back.
 */
enum Journey {
    // spotless:off
    PUSHED_DELIVERED("kuaidi100", "yto", "delivered", "onerway",  46),
    PUSHED_EXCEPTION("kuaidi100", "yto", "exception", "asiabill", 2),
    PUSHED_LOCKER   ("kuaidi100", "yto", "locker",    "onerway",  0),
    PUSHED_RETURNED ("kuaidi100", "yto", "returned",  "onerway",  0),
    STO_DELIVERED   ("sto",       "sto", "delivered", "onerway",  46),
    STO_EXCEPTION   ("sto",       "sto", "exception", "asiabill", 2);
    // spotless:on

    private final String provider;
    private final String carrier;
    private final String script;
    private final String gateway;
    private final int hoursToProof;

    Journey(String provider, String carrier, String script, String gateway, int hoursToProof) {
        this.provider = provider;
        this.carrier = carrier;
        this.script = script;
        this.gateway = gateway;
        this.hoursToProof = hoursToProof;
    }

    String provider() {
        return provider;
    }

    String carrier() {
        return carrier;
    }

    /** Its name in the sandbox. */
    String script() {
        return script;
    }

    /** Where the payment waits. STC Pay at Onerway waits for the delivery, a card at AsiaBill for the pick-up. */
    String gateway() {
        return gateway;
    }

    /** Whether it comes to what the gateway wants proven. */
    boolean isPaid() {
        return hoursToProof > 0;
    }

    /** How long after it began that happens at the earliest, at the speed of life. */
    Duration untilProof() {
        return Duration.ofHours(hoursToProof);
    }
}
