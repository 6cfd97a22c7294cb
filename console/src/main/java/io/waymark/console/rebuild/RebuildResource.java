package io.waymark.console.rebuild;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.console.readmodel.Generation;
import io.waymark.console.readmodel.ReadModelRepository;
import io.waymark.console.rebuild.RebuildRepository.Stretch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Has the read model built anew while the old one answers, and tells how far that is. */
@Path(RebuildResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Operations")
public class RebuildResource {

    static final String PATH = "/v1/operations/read-model";

    private static final String NO_HISTORY = "none";

    private final CallerHandler callers;
    private final RebuildRepository rebuilds;
    private final ReadModelRepository readModel;

    RebuildResource(CallerHandler callers, RebuildRepository rebuilds, ReadModelRepository readModel) {
        this.callers = callers;
        this.rebuilds = rebuilds;
        this.readModel = readModel;
    }

    /** The last rebuild. */
    @GET
    @Operation(
            summary = "How far the last rebuild of the read model has come",
            description = "Records are counted by their offsets, so of a compacted topic more than there are.")
    public Uni<RebuildView> rebuild() {
        return rebuilds.last()
                .chain(last -> last.map(this::view).orElse(Uni.createFrom().item(RebuildView.NONE)));
    }

    /** Orders one; where one is under way it is that. */
    @POST
    @Idempotent
    @Path("/rebuild")
    @Operation(summary = "Build the read model anew from the topics, while the old one answers")
    @APIResponse(
            responseCode = "202",
            description = "it begins within seconds, or is under way; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = RebuildView.class)))
    public Uni<Response> order(
            @Parameter(
                            description = "where what the topics no longer hold comes from: the schema of a restored"
                                    + " backup, or \"none\"; from the present read model if not given")
                    @QueryParam("history")
                    @Nullable
                    String history) {
        String source = source(history);
        return callers.current()
                .chain(caller -> rebuilds.order(UUID.randomUUID(), source, caller.merchantId() + "/" + caller.name()))
                .chain(this::rebuild)
                .map(view -> Response.accepted(view).location(URI.create(PATH)).build());
    }

    /** Ends the one that is under way, if there is one; what it built is dropped. */
    @DELETE
    @Path("/rebuild")
    @Operation(summary = "End the rebuild that is under way, and leave everything as it is")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RebuildView.class)))
    public Uni<RebuildView> cancel() {
        return callers.current()
                .chain(caller -> rebuilds.cancel(caller.merchantId() + "/" + caller.name()))
                .chain(this::rebuild);
    }

    private static @Nullable String source(@Nullable String history) {
        if (history == null) {
            return Generation.LIVE.schema();
        }
        if (!history.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw ProblemException.of(ProblemType.MALFORMED, "history", "must be the name of a schema, or \"none\"");
        }
        return history.equals(NO_HISTORY) ? null : history;
    }

    private Uni<RebuildView> view(Rebuild rebuild) {
        Uni<Map<TopicPartition, Long>> places = rebuild.state() == RebuildState.REPLAYING
                ? readModel.places(Generation.NEXT).onFailure().recoverWithItem(Map.of())
                : Uni.createFrom().item(Map.of());
        return rebuilds.stretches(rebuild.id())
                .chain(stretches -> places.map(reached -> RebuildView.of(
                        rebuild,
                        stretches.stream()
                                .map(stretch -> part(rebuild, stretch, reached))
                                .toList(),
                        Instant.now())));
    }

    private static RebuildView.Part part(Rebuild rebuild, Stretch stretch, Map<TopicPartition, Long> reached) {
        long total = Math.max(stretch.end() - stretch.first(), 0);
        long done = reached.getOrDefault(stretch.partition(), stretch.first()) - stretch.first();
        return new RebuildView.Part(
                stretch.partition().topic(),
                stretch.partition().partition(),
                rebuild.replayedAt() == null ? Math.max(done, 0) : total,
                total);
    }
}
