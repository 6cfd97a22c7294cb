package io.waymark.api.problem;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.waymark.api.access.BearerKeyHandler;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.common.util.URLUtils;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Gives every failure of a call its answer, always {@code application/problem+json}. What we did not foresee is a 500
 * that tells the caller nothing and the log everything; a database that is away is a 503 with {@code Retry-After}, and a
 * value that it cannot hold a 400.
 */
public class ProblemHandler {

    private static final String RETRY_AFTER_SECONDS = "5";

    /** SQLSTATE classes that say "not now": connection lost, too many of them, a lock that is not had in time, server going down. */
    private static final String PASSING_SQL_STATES = "08|53|55|57";

    /** The SQLSTATE class that says "no such value", e.g. a text with a NUL. */
    private static final String DATA_SQL_STATES = "22";

    @ServerExceptionMapper
    public Response problem(ProblemException failure) {
        return answer(failure.problem()).build();
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response keyMissing(UnauthorizedException failure) {
        return answer(Problem.of(ProblemType.UNAUTHENTICATED, "Send the header Authorization: Bearer KEY."))
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerKeyHandler.CHALLENGE)
                .build();
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response keyInvalid(AuthenticationFailedException failure) {
        return answer(Problem.of(ProblemType.UNAUTHENTICATED, "The key or token is not, or no longer, valid."))
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerKeyHandler.CHALLENGE + ", error=\"invalid_token\"")
                .build();
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response scopeMissing(ForbiddenException failure) {
        return answer(Problem.of(ProblemType.FORBIDDEN, "The API key lacks the scope that this call needs."))
                .build();
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException failure) {
        Response told = failure.getResponse();
        ProblemType type = ProblemType.ofStatus(told.getStatus());
        ResponseBuilder answer = answer(Problem.of(type, type.title() + "."));
        Stream.of(HttpHeaders.ALLOW)
                .filter(told.getHeaders()::containsKey)
                .forEach(name -> answer.header(name, told.getHeaderString(name)));
        return answer.build();
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable failure) {
        if (anyCause(failure, cause -> isRefusal(cause, DATA_SQL_STATES))) {
            // the database's own words hold the value, which may be personal
            Log.warn("call refused by the database for one of its values");
            return answer(Problem.of(ProblemType.MALFORMED, "The request holds a value that cannot be stored."))
                    .build();
        }
        if (isUnreadable(failure)) {
            return answer(Problem.of(ProblemType.MALFORMED, "The request cannot be decoded."))
                    .build();
        }
        if (anyCause(failure, ProblemHandler::isPassing)) {
            Log.warnf("call failed for now error=%s", failure.toString());
            return answer(Problem.of(ProblemType.UNAVAILABLE, "Try again in a few seconds."))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        Log.errorf(failure, "call failed");
        return answer(Problem.of(ProblemType.INTERNAL, "The operators have been told."))
                .build();
    }

    private static ResponseBuilder answer(Problem problem) {
        ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        // what is left of such a body nobody will read
        return problem.status() == ProblemType.TOO_LARGE.status() ? answer.header("Connection", "close") : answer;
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> sought) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(sought);
    }

    /** What RESTEasy says of an escape in a form that is none. */
    private static boolean isUnreadable(Throwable failure) {
        return failure instanceof IllegalArgumentException
                && Stream.of(failure.getStackTrace()).limit(1).anyMatch(frame -> frame.getClassName()
                        .equals(URLUtils.class.getName()));
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof PgException || cause instanceof SQLException
                ? isRefusal(cause, PASSING_SQL_STATES)
                : cause instanceof IOException || cause instanceof VertxException;
    }

    /** What comes by way of Hibernate has the form of JDBC. */
    private static boolean isRefusal(Throwable cause, String sqlStates) {
        String state = cause instanceof PgException refusal
                ? refusal.getSqlState()
                : cause instanceof SQLException converted ? converted.getSQLState() : null;
        return state != null && state.matches("(" + sqlStates + ").*");
    }
}
