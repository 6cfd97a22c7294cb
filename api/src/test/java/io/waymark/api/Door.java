package io.waymark.api;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.api.request.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The smallest service that merchants could call: it says who knocked. */
@Path("/v1/door")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Door {

    private final CallerHandler callers;

    Door(CallerHandler callers) {
        this.callers = callers;
    }

    @POST
    @RolesAllowed(Scopes.REGISTER)
    public Uni<Map<String, String>> knock(InputStream body) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(JsonBody.object(body), errors);
        String word = fields.requiredText("word", 5);
        fields.refuseUnknown();
        if (word == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return callers.current().map(caller -> Map.of("merchant", caller.merchantId(), "word", word));
    }

    /** What nobody thought of saying who may. */
    @POST
    @Path("/back")
    public String unannotated() {
        return "{}";
    }
}
