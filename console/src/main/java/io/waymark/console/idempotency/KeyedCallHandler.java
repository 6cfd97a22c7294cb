package io.waymark.console.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a call with an {@code Idempotency-Key} once, whichever replicas its repetitions come to. Only what was done
 * is kept: an answer of 400 and above sets the key free, so that the call may be mended or tried again. If the process dies
 * between doing and keeping, the next repetition carries the call out again, so resources must bear that.
 */
@ApplicationScoped
public class KeyedCallHandler {

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final CurrentVertxRequest request;
    private final CallerHandler callers;
    private final KeptAnswerRepository answers;
    private final IdempotencyConfig config;
    private final ObjectMapper json;

    KeyedCallHandler(
            CurrentVertxRequest request,
            CallerHandler callers,
            KeptAnswerRepository answers,
            IdempotencyConfig config,
            ObjectMapper json) {
        this.request = request;
        this.callers = callers;
        this.answers = answers;
        this.config = config;
        this.json = json;
    }

    /** Whether the present call has an {@code Idempotency-Key}. */
    public boolean hasKey() {
        return request.getCurrent().request().getHeader(KeyedCall.HEADER) != null;
    }

    /**
     * The present call's answer: of an earlier call that said the same, or from now on. Without a key it is just carried out.
     *
     * @param body what the call said, or a digest of it
     */
    public Uni<Response> once(byte[] body, Supplier<Uni<Response>> call) {
        HttpServerRequest http = request.getCurrent().request();
        String key = http.getHeader(KeyedCall.HEADER);
        String operation = http.method().name() + " " + http.uri();
        return key == null
                ? Uni.createFrom().deferred(call::get)
                : callers.current()
                        .chain(caller -> once(call, KeyedCall.of(caller.merchantId(), operation, key, body)));
    }

    private Uni<Response> once(Supplier<Uni<Response>> call, KeyedCall keyed) {
        UUID attempt = UUID.randomUUID();
        long end = System.nanoTime() + config.patience().toNanos();
        return claimOrAnswer(keyed, attempt, end)
                .chain(answer -> answer == null
                        ? carryOut(call, keyed, attempt)
                        : Uni.createFrom().item(answer));
    }

    /** Null if the call is this attempt's to carry out; else its answer. One that is being carried out is waited for. */
    private Uni<@Nullable Response> claimOrAnswer(KeyedCall call, UUID attempt, long end) {
        return answers.claim(call, attempt, config.kept(), config.lease())
                .chain(claimed -> claimed
                        ? Uni.createFrom().nullItem()
                        : answers.find(call).chain(found -> answerOrAgain(call, attempt, end, found)));
    }

    private Uni<@Nullable Response> answerOrAgain(KeyedCall call, UUID attempt, long end, Optional<KeptAnswer> found) {
        boolean isOpen =
                found.isEmpty() || found.get().isOf(call) && found.get().status() == null;
        if (!isOpen) {
            return Uni.createFrom().item(replay(call, found.get()));
        }
        if (System.nanoTime() >= end) {
            return Uni.createFrom().item(inFlight());
        }
        // a timer fires elsewhere; what follows may need the call's own context
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(LOOK_AGAIN)
                .emitOn(next -> context.runOnContext(start -> next.run()))
                .chain(() -> claimOrAnswer(call, attempt, end));
    }

    private Uni<Response> carryOut(Supplier<Uni<Response>> call, KeyedCall keyed, UUID attempt) {
        return Uni.createFrom()
                .deferred(call::get)
                .onFailure()
                .call(failure -> quietly(answers.release(keyed, attempt)))
                .call(answer -> quietly(keep(keyed, attempt, answer)));
    }

    private Uni<Void> keep(KeyedCall call, UUID attempt, Response answer) {
        if (answer.getStatus() >= 400) {
            return answers.release(call, attempt);
        }
        URI location = answer.getLocation();
        byte[] body = bytes(answer.getEntity());
        byte[] sealed = body == null || body.length > config.maxBodyBytes() ? null : call.sealed(body);
        return answers.keep(call, attempt, answer.getStatus(), location == null ? null : location.getRawPath(), sealed);
    }

    private static Response replay(KeyedCall call, KeptAnswer kept) {
        if (!kept.isOf(call)) {
            throw ProblemException.of(ProblemType.INVALID, KeyedCall.HEADER, "was used with another body before");
        }
        Response.ResponseBuilder answer =
                Response.status(kept.status() == null ? 500 : kept.status()).header(REPLAYED, "true");
        if (kept.location() != null) {
            answer.location(URI.create(kept.location()));
        }
        byte[] body = kept.body();
        return body == null
                ? answer.build()
                : answer.type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(new String(call.opened(body), StandardCharsets.UTF_8))
                        .build();
    }

    private static Response inFlight() {
        return Response.status(ProblemType.CONFLICT.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(Problem.of(ProblemType.CONFLICT, "The call with this Idempotency-Key is being carried out."))
                .build();
    }

    /** The call is done: what hinders that this is remembered must not change its answer. */
    private static Uni<Void> quietly(Uni<Void> work) {
        return work.onFailure()
                .invoke(failure ->
                        Log.warnf("answer not kept error=%s", failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    private byte @Nullable [] bytes(@Nullable Object entity) {
        try {
            return entity == null ? null : json.writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer is no JSON", e);
        }
    }
}
