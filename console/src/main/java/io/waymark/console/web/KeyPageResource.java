package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.console.access.KeyHandler;
import io.waymark.console.access.KeyRequest;
import io.waymark.console.api.KeyView;
import io.waymark.console.audit.AuditHandler;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of keys, for operators. A key that is made is in the answer to its making, and nowhere else. */
@Path(KeyPageResource.PATH)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class KeyPageResource {

    static final String PATH = "/ui/keys";

    /** The newest; older ones are asked of the API. */
    private static final int MOST = 200;

    private static final String MIDNIGHT_IN_CHINA = "T00:00:00+08:00";

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final KeyHandler keys;
    private final AuditHandler audit;
    private final Template list;

    KeyPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            KeyHandler keys,
            AuditHandler audit,
            @Location("web/keys") Template list) {
        this.viewers = viewers;
        this.pages = pages;
        this.keys = keys;
        this.audit = audit;
        this.list = list;
    }

    @GET
    public Uni<String> list() {
        return viewers.signedIn().chain(viewer -> write(viewer, null));
    }

    @POST
    public Uni<String> make(
            @FormParam("token") @Nullable String token,
            @FormParam("name") @Nullable String name,
            @FormParam("scope") List<String> scopes,
            @FormParam("expires") @Nullable String expires) {
        ObjectNode written = JsonNodeFactory.instance.objectNode().put("name", name);
        scopes.forEach(written.withArray("scopes")::add);
        if (expires != null && !expires.isBlank()) {
            written.put("expiresAt", expires.strip() + MIDNIGHT_IN_CHINA);
        }
        return viewers.sentBy(token).chain(viewer -> keys.make(
                        viewer.who(), KeyRequest.parse(written, viewer.who(), viewer.scopes(), Instant.now()))
                .invoke(made -> audit.about("/v1/keys/" + made.stored().keyId()))
                .chain(made -> write(viewer, made.secret())));
    }

    /** Ends a key for good; the viewer's own too. */
    @POST
    @Path("/{keyId}/revoke")
    public Uni<Response> revoke(@PathParam("keyId") String keyId, @FormParam("token") @Nullable String token) {
        return viewers.sentBy(token)
                .chain(viewer -> keys.revoke(viewer.who(), keyId))
                .map(done -> PageHandler.goTo(PATH).build());
    }

    private Uni<String> write(Viewer viewer, @Nullable String made) {
        Instant now = Instant.now();
        return keys.page(viewer.who(), null, MOST)
                .map(found -> found.stream()
                        .map(stored -> KeyView.of(stored, null, now))
                        .toList())
                .chain(shown -> pages.write(
                        list,
                        viewer,
                        new KeyPage(shown, viewer.scopes().stream().sorted().toList(), made)));
    }
}
