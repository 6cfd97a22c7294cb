package io.waymark.sandbox.carrier;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * STO (申通): pushes each scan by itself to the account's one address, whether or not the number was subscribed, in the
 * dialect that the parcel was started with; takes calls at {@code POST /sto/gateway/link.do} (see {@link StoLink}) and at
 * {@code POST /sto/router/rest} (see {@link StoArticle}). Belongs to one event loop.
 */
public final class Sto implements SimulatedCarrier {

    private static final String ID = "sto";

    /** STO's own schedule is not public; taken from Kuaidi100. */
    private static final Duration REPEAT_AFTER = Duration.ofMinutes(30);

    private final Account account;
    private final Vertx vertx;
    private final Faults faults;
    private final PushClient client;
    private final StoOrders orders = new StoOrders();
    private final StoLink link;
    private final StoArticle article;
    private final QueryLog queries = new QueryLog();
    private final PushLog pushes = new PushLog();
    private final Map<Parcel, PushLine> lines = new HashMap<>();
    private final Map<String, Parcel> parcels = new HashMap<>();

    /**
     * The customer whom it knows.
     *
     * @param callbackUrl where pushes go
     * @param secrets that its digests may be made with; the first signs pushes
     * @param articleCustomerId our {@code customer_id} in the other dialect
     * @param articleSecret that signs there
     * @param articleSigning how: {@code concatenated} or {@code query-string}
     */
    public record Account(
            String callbackUrl,
            List<String> secrets,
            String articleCustomerId,
            String articleSecret,
            String articleSigning) {

        /** Without secrets. */
        @Override
        public String toString() {
            return "Account[" + callbackUrl + "]";
        }
    }

    public Sto(Vertx vertx, Faults faults, Account account) {
        this.vertx = vertx;
        this.faults = faults;
        this.account = account;
        this.client = new PushClient(vertx, answer -> "true".equals(String.valueOf(answer.getValue("success"))));
        this.link = new StoLink(account.secrets(), orders, this::moving);
        this.article = new StoArticle(
                new StoArticle.Account(account.articleCustomerId(), account.articleSecret(), account.articleSigning()),
                orders,
                this::moving);
    }

    /** Opens its doors, and the list of its orders to whoever directs the world. */
    public void mount(Router router) {
        router.get("/sandbox/providers/sto/orders").handler(call -> Answers.json(call, 200, orders.list()));
        router.post("/sto/gateway/link.do")
                .handler(call -> note(call, link.questions(call), StoLink::codeOf))
                .handler(new FaultHandler(faults, ID))
                .handler(link::handle);
        router.post("/sto/router/rest")
                .handler(call -> note(call, article.questions(call), StoArticle::codeOf))
                .handler(new FaultHandler(faults, ID))
                .handler(article::handle);
    }

    private void note(RoutingContext call, List<String> numbers, Function<JsonObject, String> code) {
        queries.add(
                call,
                numbers.stream()
                        .map(number -> new QueryLog.Question(ID, number))
                        .toList(),
                code);
        call.next();
    }

    /** What it was asked. */
    public QueryLog queries() {
        return queries;
    }

    /** What became of its pushes. */
    public PushLog pushes() {
        return pushes;
    }

    @Override
    public void begins(Parcel parcel) {
        lines.put(parcel, new PushLine(vertx, client, faults, pushes, ID));
        parcels.put(parcel.order().trackingNumber(), parcel);
    }

    @Override
    public void moved(Parcel parcel) {
        if (parcel.latest().orElseThrow() instanceof Step.Scan scan) {
            Objects.requireNonNull(lines.get(parcel), "a parcel that never began")
                    .add(push(parcel, scan), new Outgoing.Subject(parcel.order().trackingNumber(), parcel.hasEnded()));
        }
    }

    private Outgoing push(Parcel parcel, Step.Scan scan) {
        Duration patience = parcel.timetable().waitFor(REPEAT_AFTER);
        if (parcel.order().inArticleDialect()) {
            return article.push(account.callbackUrl(), parcel, scan, patience);
        }
        String content = StoTrace.of(parcel, scan).encode();
        String digest = StoDigest.of(content, account.secrets().get(0));
        return new Push(account.callbackUrl(), "content", content, "data_digest", digest, patience);
    }

    private Optional<Parcel> moving(String number) {
        return Optional.ofNullable(parcels.get(number.strip().toUpperCase(Locale.ROOT)));
    }
}
