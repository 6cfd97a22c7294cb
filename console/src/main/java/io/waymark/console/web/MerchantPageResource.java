package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.access.KeyHandler.Made;
import io.waymark.console.access.MerchantRepository;
import io.waymark.console.access.MerchantRepository.Merchant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of merchants, for operators: their own, for staff all. Staff makes a merchant here, by making its first key, which
 * is in the answer to its making and nowhere else.
 */
@Path(MerchantPageResource.PATH)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class MerchantPageResource {

    static final String PATH = "/ui/merchants";

    private static final int ROWS = 50;

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final MerchantRepository merchants;
    private final KeyFormHandler forms;
    private final Template list;

    MerchantPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            MerchantRepository merchants,
            KeyFormHandler forms,
            @Location("web/merchants") Template list) {
        this.viewers = viewers;
        this.pages = pages;
        this.merchants = merchants;
        this.forms = forms;
        this.list = list;
    }

    /** @param merchant with which names begin; also whose key the form is to make */
    @GET
    public Uni<String> list(
            @QueryParam("merchant") @Nullable String merchant, @QueryParam("cursor") @Nullable String cursor) {
        ListQuery query = ListQuery.of(PATH, "merchant", QueryParameters.text("merchant", merchant));
        String after =
                Optional.ofNullable(QueryParameters.text("cursor", cursor)).orElse("");
        Form form = Form.of("merchantId", query.get("merchant"));
        return viewers.signedIn().chain(viewer -> write(viewer, query, after, form, null));
    }

    /** Makes a key for a merchant, which this makes known. */
    @POST
    public Uni<Response> make(
            @FormParam("token") @Nullable String token,
            @FormParam("merchantId") @Nullable String merchantId,
            @FormParam("name") @Nullable String name,
            @FormParam("scope") List<String> scopes,
            @FormParam("expires") @Nullable String expires) {
        ObjectNode asked = KeyForm.asked(merchantId, name, scopes, expires);
        ListQuery all = ListQuery.of(PATH);
        Form sent = Form.of("merchantId", merchantId, "name", name, "expires", expires)
                .with("scope", scopes);
        return viewers.sentBy(token)
                .chain(viewer -> PageHandler.orAgain(
                        forms.make(viewer, asked)
                                .chain(made -> write(viewer, all, "", Form.FRESH, made))
                                .map(page -> Response.ok(page).build()),
                        refused -> write(viewer, all, "", sent.refused(refused), null)));
    }

    private Uni<String> write(Viewer viewer, ListQuery query, String after, Form form, @Nullable Made made) {
        Caller caller = viewer.who();
        String beginning = Objects.requireNonNullElse(query.get("merchant"), "");
        return merchants
                .page(caller, beginning, after, ROWS + 1, Instant.now())
                .chain(found -> pages.write(
                        list,
                        viewer,
                        new MerchantList(
                                found.stream().limit(ROWS).toList(),
                                query,
                                next(found, query),
                                caller.isStaff(),
                                KeyForm.of(PATH, viewer.scopes(), form),
                                made)));
    }

    private static @Nullable String next(List<Merchant> found, ListQuery query) {
        return found.size() <= ROWS ? null : query.next(found.get(ROWS - 1).merchantId());
    }
}
