package io.waymark.api.request;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemType;
import io.waymark.contract.JsonSerde;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Refuses a path that nobody can mean, before anything looks at it: with an escape that is none, or, outside of what we serve
 * ourselves, with one of a control character. What serves files would fail at it, and say so in the log at length.
 */
@ApplicationScoped
public class PathHandler {

    private static final Pattern NOBODYS =
            Pattern.compile(".*%(?![0-9a-fA-F]{2}).*|(?!/(v1|ui|track)/).*(%[01][0-9a-fA-F]|%7[fF]).*", Pattern.DOTALL);

    private static final JsonSerde<Problem> PROBLEMS = JsonSerde.of(Problem.class);

    /** Ahead of {@link BodyLimitHandler}, which looks at the path. */
    void aheadOfAll(@Observes @Priority(1) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(PathHandler::refuse);
    }

    private static void refuse(RoutingContext call) {
        String path = call.request().path();
        if (path == null || !NOBODYS.matcher(path).matches()) {
            call.next();
            return;
        }
        call.response()
                .setStatusCode(ProblemType.MALFORMED.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Buffer.buffer(PROBLEMS.write(Problem.of(ProblemType.MALFORMED, "The path cannot be read."))));
    }
}
