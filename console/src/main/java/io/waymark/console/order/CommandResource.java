package io.waymark.console.order;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what came of an order. An id that is none, unknown or about another merchant's settlement is a 404. */
@Path(CommandResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Scopes.READ, Scopes.OPERATE})
@Tag(name = "Commands")
public class CommandResource {

    static final String PATH = "/v1/commands";

    private final CallerHandler callers;
    private final OrderHandler orders;

    CommandResource(CallerHandler callers, OrderHandler orders) {
        this.callers = callers;
        this.orders = orders;
    }

    /** The answer to whoever gave an order. */
    public static Response accepted(CommandView command) {
        return Response.accepted(command)
                .location(URI.create(PATH + "/" + command.id()))
                .build();
    }

    /** One order: who gave it and why, and whether it was carried out. */
    @GET
    @Path("/{commandId}")
    @Operation(
            summary = "An order: who gave it and why, and what came of it",
            description = "PENDING until the service it is for has carried it out (DONE) or refused it (REFUSED);"
                    + " detail then says what happened.")
    public Uni<CommandView> command(@PathParam("commandId") String commandId) {
        String id = commandId.strip().toLowerCase(Locale.ROOT);
        return callers.current().chain(caller -> orders.find(caller, id));
    }
}
