package io.waymark.sandbox.carrier;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.http.RateHandler;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kuaidi100 (快递100): takes subscriptions at {@code POST /kuaidi100/poll} and pushes full histories to the address that
 * the subscriber named; answers queries at {@code POST /kuaidi100/poll/query.do} and recognises numbers at {@code
 * /kuaidi100/autonumber/auto}. Answers HTTP 200 with a {@code returnCode} in any case. Belongs to one event loop.
 */
public final class Kuaidi100 implements SimulatedCarrier {

    /** Between two attempts, at the speed of life. */
    static final Duration REPEAT_AFTER = Duration.ofMinutes(30);

    private static final String ID = "kuaidi100";

    private final Account account;
    private final Vertx vertx;
    private final Faults faults;
    private final PushClient client;
    private final Kuaidi100Subscriptions subscriptions;
    private final Map<String, List<Parcel>> parcels = new HashMap<>();
    private final JsonArray calls = new JsonArray();
    private final QueryLog queries = new QueryLog();
    private final PushLog pushes = new PushLog();
    private final Kuaidi100Enquiries enquiries;

    /**
     * The customer whom it knows.
     *
     * @param key that a subscription must carry, and that signs queries
     * @param customer his number, which signs queries too
     * @param callbackUrl where pushes without a subscription go
     * @param salt that signs those
     * @param lock how long after a query the same number is refused, which also bounds how often it is subscribed; zero:
     *     not at all
     * @param rate how many calls a second it takes, twice as many at once; 0: any number
     */
    public record Account(String key, String customer, String callbackUrl, String salt, Duration lock, double rate) {}

    public Kuaidi100(Vertx vertx, Faults faults, Account account) {
        this.vertx = vertx;
        this.faults = faults;
        this.account = account;
        this.subscriptions = new Kuaidi100Subscriptions(account.lock(), InstantSource.system());
        this.enquiries = new Kuaidi100Enquiries(account, this::parcelsOf, queries);
        this.client = new PushClient(vertx, answer -> Boolean.TRUE.equals(answer.getBoolean("result")));
    }

    /** Opens its door. */
    public void mount(Router router) {
        router.post("/kuaidi100/poll/query.do").handler(enquiries::note);
        router.route("/kuaidi100/*").handler(new RateHandler(account.rate(), InstantSource.system()));
        router.post("/kuaidi100/poll").handler(fault("subscribe")).handler(this::poll);
        router.post("/kuaidi100/poll/query.do").handler(fault("query")).handler(enquiries::query);
        router.get("/kuaidi100/autonumber/auto").handler(fault("recognize")).handler(enquiries::recognize);
    }

    private FaultHandler fault(String operation) {
        return new FaultHandler(faults, new Faults.Aim(ID, operation), call -> {});
    }

    /** What it was asked without being subscribed to. */
    public QueryLog queries() {
        return queries;
    }

    /** What became of its pushes. */
    public PushLog pushes() {
        return pushes;
    }

    /**
     * Every subscription that was asked for: when, company, number, address, detail, whether it came too soon after the
     * end of an earlier one, and the code of the answer.
     */
    public JsonArray subscribeCalls() {
        return calls.copy();
    }

    @Override
    public void begins(Parcel parcel) {
        parcels.computeIfAbsent(parcel.order().trackingNumber(), number -> new ArrayList<>())
                .add(parcel);
        if (parcel.order().account()) {
            Kuaidi100Subscription.Terms terms = new Kuaidi100Subscription.Terms(
                    Kuaidi100Words.companyOf(parcel.order().carrier()),
                    parcel.order().trackingNumber(),
                    account.callbackUrl(),
                    account.salt(),
                    "4",
                    false,
                    "");
            subscriptions.add(new Kuaidi100Subscription(terms, newLine()));
        }
    }

    @Override
    public void moved(Parcel parcel) {
        String company = Kuaidi100Words.companyOf(parcel.order().carrier());
        String number = parcel.order().trackingNumber();
        subscriptions.watching(company, number).toList().forEach(subscription -> subscription.tell(parcel));
    }

    private void poll(RoutingContext call) {
        @Nullable String param = call.request().getFormAttribute("param");
        boolean readable = "json".equals(call.request().getFormAttribute("schema")) && param != null;
        boolean refused = FaultHandler.faultOf(call)
                .filter(FaultMode.BAD_SIGNATURE::equals)
                .isPresent();
        Kuaidi100Answer answer =
                refused ? Kuaidi100Answer.WRONG_KEY : readable ? subscribe(param) : Kuaidi100Answer.MALFORMED;
        Answers.json(call, 200, answer.json());
    }

    private Kuaidi100Answer subscribe(String param) {
        try {
            Kuaidi100Request request = new Kuaidi100Request(new JsonObject(param));
            Kuaidi100Subscription.Terms terms = request.terms();
            boolean tooSoon = subscriptions.isTooSoon(terms.company(), terms.number());
            Kuaidi100Answer answer = accept(request, terms);
            calls.add(request.summary()
                    .put("time", Instant.now().toString())
                    .put("tooSoon", tooSoon)
                    .put("returnCode", answer.code()));
            return answer;
        } catch (DecodeException | ClassCastException e) {
            return Kuaidi100Answer.MALFORMED;
        }
    }

    private Kuaidi100Answer accept(Kuaidi100Request request, Kuaidi100Subscription.Terms terms) {
        Kuaidi100Answer answer = request.judge(account.key(), this::isRecognised);
        if (answer != Kuaidi100Answer.ACCEPTED) {
            return answer;
        }
        if (!subscriptions.admit(terms.company(), terms.number())) {
            return Kuaidi100Answer.REPEATED;
        }
        Kuaidi100Subscription subscription = new Kuaidi100Subscription(terms, newLine());
        subscriptions.add(subscription);
        parcelsOf(terms.number()).stream()
                .filter(parcel -> parcel.latest().isPresent())
                .filter(parcel -> subscription.concerns(
                        Kuaidi100Words.companyOf(parcel.order().carrier()),
                        parcel.order().trackingNumber()))
                .forEach(subscription::tell);
        return answer;
    }

    private boolean isRecognised(String number) {
        return !Kuaidi100Numbers.companiesOf(number).isEmpty()
                || !parcelsOf(number).isEmpty();
    }

    private List<Parcel> parcelsOf(String number) {
        return parcels.getOrDefault(number, List.of());
    }

    private PushLine newLine() {
        return new PushLine(vertx, client, faults, pushes, ID);
    }
}
