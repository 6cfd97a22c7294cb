package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody asked Kuaidi100 to tell about a number, and where. Belongs to one event loop. */
final class Kuaidi100Subscription {

    private final Terms terms;
    private final PushLine line;
    private @Nullable Instant ended;

    /**
     * As the subscriber stated them.
     *
     * @param company Kuaidi100's code; "" where it shall find out ({@code autoCom})
     * @param number in upper case
     * @param salt null: pushes are not signed
     * @param resultv2 how detailed pushes are: "" or "0", "1", "4", "6", "8"
     * @param international whether it is followed beyond the border ({@code interCom})
     * @param destination the company there; "" if not said
     */
    record Terms(
            String company,
            String number,
            String callbackUrl,
            @Nullable String salt,
            String resultv2,
            boolean international,
            String destination) {}

    Kuaidi100Subscription(Terms terms, PushLine line) {
        this.terms = terms;
        this.line = line;
    }

    boolean isWatching() {
        return ended == null;
    }

    /** Whether its last push was made after this moment. */
    boolean endedAfter(Instant moment) {
        return ended != null && ended.isAfter(moment);
    }

    String number() {
        return terms.number();
    }

    boolean concerns(String company, String number) {
        return terms.number().equals(number)
                && (terms.company().isEmpty() || terms.company().equals(company));
    }

    /** Tells how the parcel stands; the last time if nothing more is to come. */
    void tell(Parcel parcel) {
        Kuaidi100Message message = new Kuaidi100Message(parcel, terms);
        JsonObject json = message.json();
        ended = message.isLast() ? Instant.now() : null;
        String param = json.encode();
        String salt = terms.salt();
        String sign = salt == null ? "" : Kuaidi100Signature.of(param, salt);
        Duration patience = parcel.timetable().waitFor(Kuaidi100.REPEAT_AFTER);
        line.add(
                new Push(terms.callbackUrl(), "param", param, "sign", sign, patience),
                new Outgoing.Subject(terms.number(), message.isLast()));
    }
}
