package io.waymark.console.seal;

import io.quarkus.logging.Log;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemType;
import io.waymark.sealing.SealException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Tells a caller that what is stored cannot be opened. The request is not at fault: where a master key is not configured it may be
 * repeated once that is, and what is damaged is for people to mend.
 */
class SealProblemHandler {

    /** Longer than it takes to start a service anew. */
    private static final String RETRY_AFTER_SECONDS = "60";

    @ServerExceptionMapper
    public Response notOpened(SealException failure) {
        Log.errorf("what is stored cannot be opened error=%s", failure.getMessage());
        return failure.isKeyMissing()
                ? answer(ProblemType.UNAVAILABLE, "What is stored cannot be opened at the moment.")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .build()
                : answer(ProblemType.INTERNAL, "What is stored cannot be opened. The operators have been told.")
                        .build();
    }

    private static ResponseBuilder answer(ProblemType type, String detail) {
        Problem problem = Problem.of(type, detail);
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
