package io.waymark.carriers;

import java.util.Arrays;
import java.util.Optional;

/** Who tells us about parcels. */
public enum ProviderId {
    /** 快递100: an aggregator that tells about most Chinese carriers. */
    KUAIDI100("kuaidi100", 1),
    /** 申通: a carrier that tells about its own parcels. */
    STO("sto", 2),
    /** 30post: a carrier that tells in free text. */
    THIRTYPOST("thirtypost", 0);

    private final String code;
    private final int priority;

    ProviderId(String code, int priority) {
        this.code = code;
        this.priority = priority;
    }

    /** As written in records, paths and metrics. */
    public String code() {
        return code;
    }

    /** Who is believed where two tell different things of one moment: the carrier itself, then aggregators, then free text. */
    public int priority() {
        return priority;
    }

    /** The provider with that code, if there is one. */
    public static Optional<ProviderId> of(String code) {
        return Arrays.stream(values()).filter(id -> id.code.equals(code)).findFirst();
    }
}
