package io.waymark.console.replay;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.console.access.StaffHandler;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.readmodel.Position;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What other mappings would change, of all merchants: for those who run the installation. */
@Path("/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Operations")
public class ReplayResource {

    private final StaffHandler staff;
    private final ReplayRepository replays;

    ReplayResource(StaffHandler staff, ReplayRepository replays) {
        this.staff = staff;
        this.replays = replays;
    }

    /** Those that were published. */
    @GET
    @Operation(
            summary = "Reports of the command replay, the newest first",
            description = "Those that were made with --publish, the last hundred.")
    public Uni<Page<ReplayView>> list(
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.REPLAYS, cursor, limit);
        return staff.current()
                .chain(caller -> replays.page(page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), ReplayResource::cursor));
    }

    private static Cursor cursor(ReplayView replay) {
        return new Cursor(Cursor.List.REPLAYS, new Position(replay.drawnUpAt(), replay.replayId()));
    }
}
