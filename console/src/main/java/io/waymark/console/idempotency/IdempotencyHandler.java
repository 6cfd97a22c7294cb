package io.waymark.console.idempotency;

import io.smallrye.mutiny.Uni;
import io.waymark.api.request.JsonBody;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;

/** Lets {@link KeyedCallHandler} decide about calls whose body is small enough to be looked at whole. */
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
@IdempotencyHandler.Idempotent
public class IdempotencyHandler {

    /** Marks calls whose answer, a {@code Uni<Response>}, is kept; their body, if any, is an {@code InputStream}. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    public @interface Idempotent {}

    private final KeyedCallHandler calls;

    IdempotencyHandler(KeyedCallHandler calls) {
        this.calls = calls;
    }

    @AroundInvoke
    Object once(InvocationContext call) throws Exception {
        return calls.hasKey() ? calls.once(body(call), () -> proceed(call)) : call.proceed();
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
