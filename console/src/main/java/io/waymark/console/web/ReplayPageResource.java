package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.console.replay.ReplayRepository;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The page of what other mappings would change, for those who run the installation. */
@Path(ReplayPageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class ReplayPageResource {

    static final String PATH = "/ui/replays";

    /** The newest; older ones are asked of the API. */
    private static final int MOST = 10;

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final ReplayRepository replays;
    private final Template list;

    ReplayPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            ReplayRepository replays,
            @Location("web/replays") Template list) {
        this.viewers = viewers;
        this.pages = pages;
        this.replays = replays;
        this.list = list;
    }

    @GET
    public Uni<String> list() {
        return viewers.staff().chain(viewer -> replays.page(null, MOST)
                .chain(found -> pages.write(list, viewer, new ReplayList(found))));
    }
}
