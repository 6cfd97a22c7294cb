package io.waymark.poller.booking;

import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemType;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells merchants what a carrier did not do for them, in its code and our words: what it says itself may hold anything. */
class CarrierProblemHandler {

    private static final String RETRY_AFTER_SECONDS = "5";

    @ServerExceptionMapper
    public Response invalid(InvalidFieldException failure) {
        return answer(Problem.of(ProblemType.INVALID, List.of(new FieldError(failure.field(), failure.reason()))))
                .build();
    }

    @ServerExceptionMapper
    public Response refused(CarrierException failure) {
        String told = "The carrier said: "
                + (failure.code().isEmpty() ? failure.error().code() : failure.code()) + ".";
        return switch (failure.error().action()) {
            case RETRY ->
                answer(Problem.of(ProblemType.CARRIER_UNAVAILABLE, told))
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .build();
            case PAUSE_ACCOUNT ->
                answer(Problem.of(ProblemType.ACCOUNT_REFUSED, told)).build();
            case ASK_OPERATOR, GIVE_UP ->
                answer(Problem.of(ProblemType.CARRIER_REFUSES, told)).build();
        };
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
