package io.waymark.console.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.api.request.JsonBody;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.access.StaffHandler;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.deadletter.LetterQueryRepository.Waiting;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.console.order.CommandResource;
import io.waymark.console.order.CommandView;
import io.waymark.console.order.OrderRequest;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Records that services could not process, of all merchants: for those who run the installation. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Dead letters")
public class LetterResource {

    private static final int LONGEST_REASON = 500;

    private final StaffHandler staff;
    private final LetterQueryRepository letters;
    private final LetterOrderHandler orders;

    LetterResource(StaffHandler staff, LetterQueryRepository letters, LetterOrderHandler orders) {
        this.staff = staff;
        this.letters = letters;
        this.orders = orders;
    }

    /** The body of an order, for the API's description alone. */
    record RedriveBody(
            @Schema(description = "at most 200") List<UUID> ids,
            @Schema(description = "of those that wait; an empty one is all") Filter filter,
            @Schema(description = "for the audit") String why) {

        record Filter(String group, String topic, String reason) {}
    }

    /** The body of a discard, for the API's description alone. */
    record DiscardBody(String reason) {}

    /** Those there are. */
    @GET
    @Operation(
            summary = "Records that a service could not process, the newest first",
            description = "Where each lies and why, never what it holds. Kept for 90 days.")
    public Uni<Page<DeadLetter>> list(
            @Parameter(description = "whose dead letters, e.g. waymark-normalizer") @QueryParam("group") @Nullable
                    String group,
            @Parameter(description = "from which they came, e.g. waymark.raw.v1") @QueryParam("topic") @Nullable
                    String topic,
            @Parameter(description = "\"cause\" of such records") @QueryParam("reason") @Nullable String reason,
            @Parameter(description = "WAITING, REDRIVEN or DISCARDED") @QueryParam("state") @Nullable String state,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.DEAD_LETTERS, cursor, limit);
        LetterFilter wanted = filter(group, topic, reason, state);
        return staff.current()
                .chain(caller -> letters.page(wanted, page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), LetterResource::cursor));
    }

    /** Reads the filter of a list; fails with 400. */
    public static LetterFilter filter(
            @Nullable String group, @Nullable String topic, @Nullable String reason, @Nullable String state) {
        return new LetterFilter(
                QueryParameters.text("group", group),
                QueryParameters.text("topic", topic),
                QueryParameters.text("reason", reason),
                QueryParameters.word("state", state, LetterState.class),
                null);
    }

    /** What waits, all together. */
    @GET
    @Path("/summary")
    @Operation(
            summary = "How many dead letters wait, by group, topic and cause",
            description = "A hundred lines at most.")
    public Uni<List<Waiting>> summary() {
        return staff.current().chain(caller -> letters.waiting());
    }

    /** One of them. */
    @GET
    @Path("/{letterId}")
    @Operation(summary = "A dead letter and what became of it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeadLetter.class)))
    @APIResponse(
            responseCode = "404",
            description = "no such dead letter",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<DeadLetter> letter(@PathParam("letterId") String letterId) {
        return staff.current().chain(caller -> orders.find(id(letterId)));
    }

    /** Orders that they be put back. */
    @POST
    @Path("/redrive")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            summary = "Put dead letters back into the topics they came from",
            description = "Those that wait and may be put back, by ids or by a filter, the oldest 10,000 at most.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RedriveBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "ordered; Location tells how far it is and what comes of it",
            content = @Content(schema = @Schema(implementation = CommandView.class)))
    @APIResponse(
            responseCode = "409",
            description = "none that is asked for waits and may be put back",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> redrive(@HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        RedriveRequest request = RedriveRequest.parse(JsonBody.object(body));
        return staff.current()
                .chain(caller -> orders.redrive(caller, request, key))
                .map(CommandResource::accepted);
    }

    /** Lets one lie. */
    @POST
    @Path("/{letterId}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            summary = "Say that a dead letter may stay where it is",
            description = "An order by filter leaves it out.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DiscardBody.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeadLetter.class)))
    @APIResponse(
            responseCode = "409",
            description = "it was put back",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> discard(@PathParam("letterId") String letterId, InputStream body) {
        String reason = reason(JsonBody.object(body));
        return staff.current()
                .chain(caller -> orders.discard(caller, id(letterId), reason))
                .map(letter -> Response.ok(letter).build());
    }

    /** Why a dead letter may stay where it is; fails with 422 where that is not said. */
    public static String reason(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(body, errors);
        String reason = fields.requiredText("reason", LONGEST_REASON);
        fields.refuseUnknown();
        if (reason == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return reason;
    }

    /** Reads an id; fails with 404. */
    public static UUID id(String text) {
        // all ids are written in the same form
        return ShipmentId.parse(text)
                .orElseThrow(() -> ProblemException.notFound("dead letter"))
                .value();
    }

    /** Where one stands in the list. */
    public static Cursor cursor(DeadLetter letter) {
        return new Cursor(Cursor.List.DEAD_LETTERS, new Position(letter.at(), letter.letterId()));
    }
}
