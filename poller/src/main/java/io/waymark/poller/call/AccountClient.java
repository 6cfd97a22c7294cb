package io.waymark.poller.call;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierError.Action;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.pace.ProviderPauseRepository;
import io.waymark.poller.plan.RetryConfig;
import io.waymark.poller.plan.RetrySchedule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Asks providers with our accounts, and leaves an account alone for a while that its provider does not serve: every
 * further call of the kind would fail too, and some providers block who goes on. All replicas keep to it.
 */
@ApplicationScoped
public class AccountClient {

    /** What a call fails with that was not made because of a pause. */
    static final String PAUSED = "paused";

    private final ProviderClient client;
    private final ProviderPauseRepository pauses;
    private final Duration pause;

    AccountClient(ProviderClient client, ProviderPauseRepository pauses, RetryConfig retry) {
        this.client = client;
        this.pauses = pauses;
        this.pause = new RetrySchedule(retry.base()).pause();
    }

    /**
     * As {@link ProviderClient#ask}. During a pause nothing is sent, and it fails with {@link CarrierError#UNAUTHORIZED};
     * a refusal of the account begins one, with an alarm in the log. Fails too if PostgreSQL is away.
     */
    public <Q, A> Uni<A> ask(ProviderId provider, OperationKind<Q, A> kind, Q request) {
        return pauses.isPaused(provider, kind)
                .chain(paused -> paused
                        ? Uni.createFrom().failure(new CarrierException(CarrierError.UNAUTHORIZED, PAUSED))
                        : client.ask(provider, kind, request)
                                .onFailure(AccountClient::isOfAccount)
                                .call(failure -> refused(provider, kind, (CarrierException) failure)));
    }

    private static boolean isOfAccount(Throwable failure) {
        return failure instanceof CarrierException refusal && refusal.error().action() == Action.PAUSE_ACCOUNT;
    }

    /**
     * Begins a pause, with an alarm in the log. For callers that look at pauses themselves and ask without this class.
     *
     * @param refusal of the account
     * @return completes when all replicas can see it; fails if PostgreSQL is away
     */
    public Uni<Void> refused(ProviderId provider, OperationKind<?, ?> kind, CarrierException refusal) {
        Log.errorf(
                "account paused provider=%s operation=%s error=%s code=%s wait=%s",
                provider.code(), kind.code(), refusal.error().code(), refusal.code(), pause);
        return pauses.begin(provider, kind, pause, refusal.code());
    }
}
