package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.console.access.KeyHandler;
import io.waymark.console.api.KeyView;
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

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final KeyHandler keys;
    private final KeyFormHandler forms;
    private final Template list;

    KeyPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            KeyHandler keys,
            KeyFormHandler forms,
            @Location("web/keys") Template list) {
        this.viewers = viewers;
        this.pages = pages;
        this.keys = keys;
        this.forms = forms;
        this.list = list;
    }

    @GET
    public Uni<String> list() {
        return viewers.signedIn().chain(viewer -> write(viewer, Form.FRESH, null));
    }

    @POST
    public Uni<Response> make(
            @FormParam("token") @Nullable String token,
            @FormParam("name") @Nullable String name,
            @FormParam("scope") List<String> scopes,
            @FormParam("expires") @Nullable String expires) {
        ObjectNode asked = KeyForm.asked(null, name, scopes, expires);
        Form sent = Form.of("name", name, "expires", expires).with("scope", scopes);
        return viewers.sentBy(token)
                .chain(viewer -> PageHandler.orAgain(
                        forms.make(viewer, asked)
                                .chain(made -> write(viewer, Form.FRESH, made.secret()))
                                .map(page -> Response.ok(page).build()),
                        refused -> write(viewer, sent.refused(refused), null)));
    }

    /** Ends a key for good; the viewer's own too. */
    @POST
    @Path("/{keyId}/revoke")
    public Uni<Response> revoke(@PathParam("keyId") String keyId, @FormParam("token") @Nullable String token) {
        return viewers.sentBy(token)
                .chain(viewer -> keys.revoke(viewer.who(), keyId))
                .map(done -> PageHandler.goTo(PATH).build());
    }

    private Uni<String> write(Viewer viewer, Form form, @Nullable String made) {
        Instant now = Instant.now();
        return keys.page(viewer.who(), null, MOST)
                .map(found -> found.stream()
                        .map(stored -> KeyView.of(stored, null, now))
                        .toList())
                .chain(shown ->
                        pages.write(list, viewer, new KeyPage(shown, KeyForm.of(PATH, viewer.scopes(), form), made)));
    }
}
