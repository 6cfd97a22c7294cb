package io.waymark.poller.booking;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.api.request.JsonBody;
import io.waymark.api.request.QueryParameters;
import io.waymark.poller.booking.BatchHandler.Opened;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches (批次) of waybills that are handed over together. Bad input is answered as for waybills. */
@Path("/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.REGISTER)
public class BatchResource {

    private static final int MAX_NAME = 64;

    private final CallerHandler callers;
    private final BatchHandler batches;

    BatchResource(CallerHandler callers, BatchHandler batches) {
        this.callers = callers;
        this.batches = batches;
    }

    /** A batch as merchants see it. */
    record BatchView(String carrier, String name, String batchId, String state) {

        static BatchView of(Opened batch) {
            return new BatchView(batch.carrier(), batch.name(), batch.batchId(), batch.state());
        }
    }

    /** Opens a batch. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> open(InputStream body) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(JsonBody.object(body), errors);
        String carrier = fields.text("carrier", MAX_NAME);
        String name = fields.requiredText("name", MAX_NAME);
        fields.refuseUnknown();
        if (name == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return callers.current()
                .chain(caller -> batches.open(caller, carrier, name))
                .map(BatchResource::answer);
    }

    /** Closes a batch. */
    @POST
    @Path("/{name}/close")
    public Uni<BatchView> close(@PathParam("name") String name, @QueryParam("carrier") @Nullable String carrier) {
        String of = QueryParameters.text("carrier", carrier);
        return callers.current()
                .chain(caller -> batches.close(caller, of, name))
                .map(BatchView::of);
    }

    private static Response answer(Opened batch) {
        BatchView view = BatchView.of(batch);
        return batch.isNew()
                ? Response.created(URI.create("/v1/batches/" + URLEncoder.encode(batch.name(), StandardCharsets.UTF_8)))
                        .entity(view)
                        .build()
                : Response.ok(view).build();
    }
}
