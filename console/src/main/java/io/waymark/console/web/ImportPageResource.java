package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.console.audit.AuditHandler;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.track.Language;
import io.waymark.console.transfer.FileHandler;
import io.waymark.console.transfer.ImportQueryHandler;
import io.waymark.console.transfer.ImportTemplate;
import io.waymark.console.transfer.ImportView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Pages about imports. What the viewer may not see does not exist; a file that cannot be taken is refused as the API does. */
@Path(ImportPageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class ImportPageResource {

    static final String PATH = "/ui/imports";

    private static final long MEGABYTE = 1024L * 1024;

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final ImportQueryHandler imports;
    private final FileHandler files;
    private final AuditHandler audit;
    private final Template list;
    private final Template one;

    ImportPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            ImportQueryHandler imports,
            FileHandler files,
            AuditHandler audit,
            @Location("web/imports") Template list,
            @Location("web/import") Template one) {
        this.viewers = viewers;
        this.pages = pages;
        this.imports = imports;
        this.files = files;
        this.audit = audit;
        this.list = list;
        this.one = one;
    }

    @GET
    public Uni<String> list(@QueryParam("cursor") @Nullable String cursor) {
        ListQuery query = ListQuery.of(PATH);
        return viewers.signedIn().chain(viewer -> imports.page(viewer.who(), cursor, null)
                .chain(found -> pages.write(list, viewer, new ImportList(query, found, files.mostBytes() / MEGABYTE))));
    }

    /**
     * Takes a file as it comes, and leads to its import once it is whole and safe. Nothing of the form is read before the call is
     * counted and there is room for it.
     */
    @POST
    @Blocking
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Scopes.REGISTER)
    public Response take(@HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type, InputStream body) {
        Viewer viewer = viewers.signedIn().await().indefinitely();
        ImportView taken = files.take(viewer.who(), patience -> {
            FileFormIntake form = new FileFormIntake(type, body, patience, System::nanoTime);
            ViewerHandler.demand(viewer, form.field("token"));
            return form;
        });
        audit.about("/v1/imports/" + taken.importId());
        return PageHandler.goTo(PATH + "/" + taken.importId()).build();
    }

    /** A file with every column's name and no line, in the words of the page. */
    @GET
    @Path("/template")
    @Produces(CsvTable.UTF_8_TYPE)
    public Uni<Response> template() {
        return viewers.signedIn().map(viewer -> Response.ok(ImportTemplate.bytes(viewer.language() == Language.ZH))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"waymark-import.csv\"")
                .build());
    }

    @GET
    @Path("/{importId}")
    public Uni<String> one(@PathParam("importId") String importId, @QueryParam("cursor") @Nullable String cursor) {
        return viewers.signedIn().chain(viewer -> Uni.combine()
                .all()
                .unis(imports.one(viewer.who(), importId), imports.errors(viewer.who(), importId, cursor, null))
                .with((told, errors) -> new ImportPage(ListQuery.of(PATH + "/" + told.importId()), told, errors))
                .chain(page -> pages.write(one, viewer, page)));
    }

    /** Every line that was not registered, as a table. */
    @GET
    @Path("/{importId}/errors")
    @Produces(CsvTable.UTF_8_TYPE)
    public Multi<byte[]> errors(@PathParam("importId") String importId) {
        return imports.errorTable(viewers.signedIn().map(Viewer::who), importId);
    }

    @POST
    @Path("/{importId}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Scopes.REGISTER)
    public Uni<Response> cancel(@PathParam("importId") String importId, @FormParam("token") @Nullable String token) {
        return viewers.sentBy(token)
                .chain(viewer -> imports.cancel(viewer.who(), importId))
                .map(told -> PageHandler.goTo(PATH + "/" + told.importId()).build());
    }
}
