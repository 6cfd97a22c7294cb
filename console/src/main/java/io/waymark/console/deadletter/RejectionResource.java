package io.waymark.console.deadletter;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
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

/** What was refused at the door, nobody's: for those who run the installation. */
@Path("/v1/rejections")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Dead letters")
public class RejectionResource {

    private final StaffHandler staff;
    private final RejectionRepository rejections;

    RejectionResource(StaffHandler staff, RejectionRepository rejections) {
        this.staff = staff;
        this.rejections = rejections;
    }

    /** Those that were written down. */
    @GET
    @Operation(
            summary = "Callbacks that were refused, the newest first",
            description =
                    "Nothing in them was verified. Where many come, a few are written down, and \"alsoRefused\" counts"
                            + " the others. Kept for 30 days.")
    public Uni<Page<RejectionView>> list(
            @Parameter(description = "at whose door, e.g. kuaidi100") @QueryParam("provider") @Nullable String provider,
            @Parameter(description = "e.g. BAD_SIGNATURE") @QueryParam("reason") @Nullable String reason,
            @Parameter(description = "received at or after this time") @QueryParam("since") @Nullable String since,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.REJECTIONS, cursor, limit);
        RejectionFilter wanted = new RejectionFilter(
                QueryParameters.text("provider", provider),
                QueryParameters.text("reason", reason),
                QueryParameters.time("since", since));
        return staff.current()
                .chain(caller -> rejections.page(wanted, page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), RejectionResource::cursor));
    }

    /** Where one stands in the list. */
    public static Cursor cursor(RejectionView rejection) {
        return new Cursor(Cursor.List.REJECTIONS, new Position(rejection.receivedAt(), rejection.rejectionId()));
    }
}
