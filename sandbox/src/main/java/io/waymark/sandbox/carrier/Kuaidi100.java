package io.waymark.sandbox.carrier;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kuaidi100 (快递100): takes subscriptions at {@code POST /kuaidi100/poll} and pushes full histories to the address that
 * the subscriber named. Answers HTTP 200 with a {@code returnCode} in any case: 200 accepted, 501 watching already, 600
 * wrong key, 700 no such company, 701 bad number or address, 500 a form that cannot be read. Belongs to one event loop.
 */
public final class Kuaidi100 implements SimulatedCarrier {

    /** Between two attempts, at the speed of life. */
    static final Duration REPEAT_AFTER = Duration.ofMinutes(30);

    private static final String ID = "kuaidi100";

    private final Account account;
    private final Vertx vertx;
    private final Faults faults;
    private final PushClient client;
    private final List<Kuaidi100Subscription> subscriptions = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final JsonArray calls = new JsonArray();

    /**
     * The customer whom it knows.
     *
     * @param key that a subscription must carry
     * @param callbackUrl where pushes without a subscription go
     * @param salt that signs those
     */
    public record Account(String key, String callbackUrl, String salt) {}

    public Kuaidi100(Vertx vertx, Faults faults, Account account) {
        this.vertx = vertx;
        this.faults = faults;
        this.account = account;
        this.client = new PushClient(vertx, answer -> Boolean.TRUE.equals(answer.getBoolean("result")));
    }

    /** Opens its door. */
    public void mount(Router router) {
        router.post("/kuaidi100/poll").handler(new FaultHandler(faults, ID)).handler(this::poll);
    }

    /** Every subscription that was asked for: when, company, number, address, detail, and the code of the answer. */
    public JsonArray subscribeCalls() {
        return calls.copy();
    }

    @Override
    public void begins(Parcel parcel) {
        parcels.add(parcel);
        if (parcel.order().account()) {
            Kuaidi100Subscription.Terms terms = new Kuaidi100Subscription.Terms(
                    Kuaidi100Words.companyOf(parcel.order().carrier()),
                    parcel.order().trackingNumber(),
                    account.callbackUrl(),
                    account.salt(),
                    "4");
            subscriptions.add(new Kuaidi100Subscription(terms, newLine()));
        }
    }

    @Override
    public void moved(Parcel parcel) {
        String company = Kuaidi100Words.companyOf(parcel.order().carrier());
        String number = parcel.order().trackingNumber();
        subscriptions.stream()
                .filter(subscription -> subscription.isWatching() && subscription.concerns(company, number))
                .forEach(subscription -> subscription.tell(parcel));
    }

    private void poll(RoutingContext call) {
        @Nullable String param = call.request().getFormAttribute("param");
        boolean readable = "json".equals(call.request().getFormAttribute("schema")) && param != null;
        Kuaidi100Answer answer = readable ? subscribe(param) : Kuaidi100Answer.MALFORMED;
        Answers.json(call, 200, answer.json());
    }

    private Kuaidi100Answer subscribe(String param) {
        try {
            Kuaidi100Request request = new Kuaidi100Request(new JsonObject(param));
            Kuaidi100Answer answer = accept(request);
            calls.add(request.summary().put("time", Instant.now().toString()).put("returnCode", answer.code()));
            return answer;
        } catch (DecodeException | ClassCastException e) {
            return Kuaidi100Answer.MALFORMED;
        }
    }

    private Kuaidi100Answer accept(Kuaidi100Request request) {
        Kuaidi100Answer answer = request.judge(account.key());
        if (answer != Kuaidi100Answer.ACCEPTED) {
            return answer;
        }
        Kuaidi100Subscription.Terms terms = request.terms();
        boolean known = subscriptions.stream()
                .anyMatch(one -> one.isWatching() && one.concerns(terms.company(), terms.number()));
        if (known) {
            return Kuaidi100Answer.REPEATED;
        }
        Kuaidi100Subscription subscription = new Kuaidi100Subscription(terms, newLine());
        subscriptions.add(subscription);
        parcels.stream()
                .filter(parcel -> parcel.latest().isPresent())
                .filter(parcel -> subscription.concerns(
                        Kuaidi100Words.companyOf(parcel.order().carrier()),
                        parcel.order().trackingNumber()))
                .forEach(subscription::tell);
        return answer;
    }

    private PushLine newLine() {
        return new PushLine(vertx, client, faults, ID);
    }
}
