package io.waymark.api.request;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.arc.All;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemType;
import io.waymark.contract.JsonSerde;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that says it is larger than its call may have, which is 64 KiB where no {@link BodyLimit} says otherwise, before anything else looks at the call. Up to a few
 * megabytes are read and thrown away first, since many clients only listen once they have said everything; of more than
 * that nothing is read, and the connection closes. A body that does not say its length is measured by {@link JsonBody}, or by
 * the resource that has a limit of its own. Pages below {@code /ui} answer for themselves, see {@link #limitPassed}.
 */
@ApplicationScoped
public class BodyLimitHandler {

    private static final String PASSED = BodyLimitHandler.class.getName() + ".passed";
    private static final String PAGES = "/ui/";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final JsonSerde<Problem> PROBLEMS = JsonSerde.of(Problem.class);
    private static final long THROWN_AWAY_BYTES = 8L * 1024 * 1024;

    /** More digits than these are no length that anybody means, and would not fit a long. */
    private static final int MOST_DIGITS = 18;

    private final Map<String, Long> limits;

    BodyLimitHandler(@All List<BodyLimit> limits) {
        this.limits = limits.stream().collect(toUnmodifiableMap(BodyLimit::call, BodyLimit::bytes));
    }

    void beforeAllElse(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::refuseLargeBody);
    }

    private void refuseLargeBody(RoutingContext call) {
        if (isFormWithoutEnd(call)) {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            answer(call, JsonBody.MAX_BYTES);
            return;
        }
        long length = length(call.request());
        long limit = limits.getOrDefault(
                call.request().method().name() + " " + call.normalizedPath(), (long) JsonBody.MAX_BYTES);
        if (length <= limit) {
            call.next();
        } else if (length <= THROWN_AWAY_BYTES) {
            call.request()
                    .handler(bytes -> {})
                    .endHandler(end -> answer(call, limit))
                    .resume();
        } else {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            answer(call, limit);
        }
    }

    /** How much the present call of a page may send, which is less than it said; null if it is not too large. */
    public static @Nullable Long limitPassed(RoutingContext call) {
        return call.get(PASSED);
    }

    /** A page's form that does not say its length is none of a browser's, and counts as too large. */
    private static boolean isFormWithoutEnd(RoutingContext call) {
        String type = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return call.normalizedPath().startsWith(PAGES)
                && type != null
                && type.regionMatches(true, 0, FORM, 0, FORM.length())
                && call.request().getHeader(HttpHeaders.CONTENT_LENGTH) == null;
    }

    /** Zero where no length is said; what is no number is left to the server to refuse. */
    private static long length(HttpServerRequest request) {
        String text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (text == null || !text.matches("\\d+")) {
            return 0;
        }
        return text.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static void answer(RoutingContext call, long limit) {
        if (call.normalizedPath().startsWith(PAGES)) {
            call.put(PASSED, limit);
            call.next();
            return;
        }
        call.response()
                .setStatusCode(ProblemType.TOO_LARGE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(PROBLEMS.write(JsonBody.tooLarge(limit))));
    }
}
