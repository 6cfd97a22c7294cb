package io.waymark.console.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.waymark.api.access.Caller;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.JsonBody;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a call with an {@code Idempotency-Key} once, whichever replicas its repetitions come to. Only what was done
 * is kept: an answer of 400 and above sets the key free, so that the call may be mended or tried again. If the process dies
 * between doing and keeping, the next repetition carries the call out again, so resources must bear that.
 */
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
@IdempotencyHandler.Idempotent
public class IdempotencyHandler {

    /** Marks calls whose answer, a {@code Uni<Response>}, is kept; their body, if any, is an {@code InputStream}. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    public @interface Idempotent {}

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final CurrentVertxRequest request;
    private final CallerHandler callers;
    private final KeptAnswerRepository answers;
    private final IdempotencyConfig config;
    private final ObjectMapper json;

    IdempotencyHandler(
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

    @AroundInvoke
    Object once(InvocationContext call) throws Exception {
        HttpServerRequest http = request.getCurrent().request();
        String key = http.getHeader(KeyedCall.HEADER);
        if (key == null) {
            return call.proceed();
        }
        byte[] body = body(call);
        String operation = http.method().name() + " " + http.uri();
        return callers.current().chain(caller -> once(call, keyed(caller, operation, key, body)));
    }

    private static KeyedCall keyed(Caller caller, String operation, String key, byte[] body) {
        return KeyedCall.of(caller.merchantId(), operation, key, body);
    }

    private Uni<Response> once(InvocationContext call, KeyedCall keyed) {
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

    private Uni<Response> carryOut(InvocationContext call, KeyedCall keyed, UUID attempt) {
        return Uni.createFrom()
                .deferred(() -> proceed(call))
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

    /** The body's bytes, which are put back for the resource to read. */
    private static byte[] body(InvocationContext call) {
        Object[] parameters = call.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof InputStream given) {
                byte[] bytes = JsonBody.bytes(given);
                Object[] again = Arrays.copyOf(parameters, parameters.length);
                again[i] = new ByteArrayInputStream(bytes);
                call.setParameters(again);
                return bytes;
            }
        }
        return new byte[0];
    }

    @SuppressWarnings("unchecked") // what the annotation is for
    private static Uni<Response> proceed(InvocationContext call) {
        try {
            return (Uni<Response>) call.proceed();
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }
}
