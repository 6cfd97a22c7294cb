package io.waymark.poller.booking;

import io.quarkus.logging.Log;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemType;
import io.waymark.poller.sealing.SealMetrics;
import io.waymark.sealing.SealException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a merchant that a label cannot be opened at present: to tell it that there is none would be wrong. */
class SealProblemHandler {

    private final SealMetrics seals;

    SealProblemHandler(SealMetrics seals) {
        this.seals = seals;
    }

    @ServerExceptionMapper
    public Response notOpened(SealException failure) {
        Log.errorf("label cannot be opened error=%s", failure.getMessage());
        seals.notOpened(SealMetrics.Use.LABEL);
        Problem problem = Problem.of(ProblemType.UNAVAILABLE, "What is stored cannot be opened at the moment.");
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
