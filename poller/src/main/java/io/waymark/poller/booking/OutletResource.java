package io.waymark.poller.booking;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.carriers.Area;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Outlet;
import io.waymark.poller.call.AccountClient;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** A carrier's service points (网点). A carrier that cannot be asked gets 422; one that cannot answer now 503. */
@Path("/v1/outlets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
public class OutletResource {

    private final DeskHandler desks;
    private final AccountClient client;

    OutletResource(DeskHandler desks, AccountClient client) {
        this.desks = desks;
        this.client = client;
    }

    /** The service points of an area, as narrow as it is said. */
    @GET
    public Uni<Listing<Outlet>> outlets(
            @QueryParam("carrier") @Nullable String carrier,
            @QueryParam("province") @Nullable String province,
            @QueryParam("city") @Nullable String city,
            @QueryParam("district") @Nullable String district) {
        Area area = new Area(said("province", province), said("city", city), said("district", district));
        return client.ask(desks.find(OperationKind.FIND_OUTLETS, carrier).provider(), OperationKind.FIND_OUTLETS, area)
                .map(Listing::of);
    }

    private static String said(String name, @Nullable String given) {
        String text = QueryParameters.text(name, given);
        return text == null ? "" : text;
    }
}
