package io.waymark.api.limit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.BearerKeyHandler;
import io.waymark.api.access.KeyHash;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.contract.JsonSerde;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Lets each key, and each token of a person, make so many calls in a time and no more: 429 with {@code Retry-After}. Calls
 * that are refused for the lack of a valid one are counted by address. Whether what was shown had ever been a key makes no
 * difference. A valid key passes whatever others do at its address.
 */
@ApplicationScoped
public class RateLimitHandler {

    private static final JsonSerde<Problem> PROBLEMS = JsonSerde.of(Problem.class);

    private static final String API = "/v1/*";
    private static final String KEY_POLICY = "key";
    private static final String REFUSAL_POLICY = "refused";

    private final BearerKeyHandler bearers;
    private final Allowances callers;
    private final Allowances addresses;
    private final ClientAddressHandler clients;

    RateLimitHandler(BearerKeyHandler bearers, RateLimitConfig config, ClientAddressHandler clients) {
        this.bearers = bearers;
        this.clients = clients;
        this.callers = new Allowances(config.calls(), config.window());
        this.addresses = new Allowances(config.refusals(), config.window());
    }

    /** After bodies are refused for their size, before anything that costs more. */
    void earlyOn(@Observes Router router) {
        router.route(API).order(Integer.MIN_VALUE + 1).handler(this::limit);
    }

    /**
     * Counts a call whose caller is known by other means than the header. A key's is the allowance that its calls of the API have.
     * Fails with 429.
     *
     * @param keyId by which audits name the key or the person; see {@link KeyHash#shortForm}
     */
    public void count(String keyId, RoutingContext call) {
        count(keyId, CallCosts.of(call.request().method().name(), call.normalizedPath()));
    }

    /** The same for what costs as much as so many plain calls. */
    public void count(String keyId, long cost) {
        demand(callers.take(keyId, cost));
    }

    /** Whether calls from where this one comes from are looked at, or too many of them were refused lately. */
    public boolean admits(HttpServerRequest call) {
        return addresses.look(clients.of(call), 1).isGranted();
    }

    /** Fails with 429 where too many calls from where this one comes from were refused lately. */
    public void admit(HttpServerRequest call) {
        demand(addresses.look(clients.of(call), 1));
    }

    /** Counts a call that was refused. */
    public void countRefusal(HttpServerRequest call) {
        addresses.take(clients.of(call), 1);
    }

    private static void demand(Charge charge) {
        if (!charge.isGranted()) {
            throw new ProblemException(
                    Problem.of(ProblemType.TOO_MANY_CALLS, "Try again in " + charge.retryAfterSeconds() + " seconds."));
        }
    }

    private void limit(RoutingContext call) {
        Optional<String> token = BearerKeyHandler.token(call);
        if (token.filter(bearers::isKey).isPresent()) {
            countCall(call, token.get());
            return;
        }
        String address = clients.of(call.request());
        Charge refusals = addresses.look(address, 1);
        if (!refusals.isGranted()) {
            refuse(call, REFUSAL_POLICY, refusals);
            return;
        }
        call.addHeadersEndHandler(done -> {
            if (call.response().getStatusCode() == ProblemType.UNAUTHENTICATED.status()) {
                addresses.take(address, 1);
            }
        });
        token.filter(bearers::mayBePerson).ifPresentOrElse(shown -> countCall(call, shown), call::next);
    }

    private void countCall(RoutingContext call, String token) {
        long cost = CallCosts.of(call.request().method().name(), call.normalizedPath());
        Charge charge = callers.take(KeyHash.shortForm(KeyHash.of(token)), cost);
        if (charge.isGranted()) {
            tell(call.response(), KEY_POLICY, charge);
            call.next();
        } else {
            refuse(call, KEY_POLICY, charge);
        }
    }

    private static void refuse(RoutingContext call, String policy, Charge charge) {
        Problem problem =
                Problem.of(ProblemType.TOO_MANY_CALLS, "Try again after as many seconds as Retry-After tells.");
        tell(call.response(), policy, charge);
        call.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(charge.retryAfterSeconds()))
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(PROBLEMS.write(problem)));
        // what is left of the call is read and thrown away, so that the connection can serve the next
        call.request().resume();
    }

    private static void tell(HttpServerResponse response, String policy, Charge charge) {
        response.putHeader("RateLimit-Policy", charge.policy(policy)).putHeader("RateLimit", charge.state(policy));
    }
}
