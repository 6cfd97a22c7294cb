package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.deadletter.RejectionFilter;
import io.waymark.console.deadletter.RejectionRepository;
import io.waymark.console.deadletter.RejectionResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page of refused callbacks, for those who run the installation. */
@Path(RejectionPageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class RejectionPageResource {

    static final String PATH = "/ui/rejections";

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String MIDNIGHT_IN_CHINA = "T00:00:00+08:00";

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final RejectionRepository rejections;
    private final Template list;

    RejectionPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            RejectionRepository rejections,
            @Location("web/rejections") Template list) {
        this.viewers = viewers;
        this.pages = pages;
        this.rejections = rejections;
        this.list = list;
    }

    @GET
    public Uni<String> list(
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("since") @Nullable String since,
            @QueryParam("cursor") @Nullable String cursor) {
        ListQuery query = ListQuery.of(PATH, "provider", provider, "reason", reason, "since", since);
        RejectionFilter filter = new RejectionFilter(
                QueryParameters.text("provider", query.get("provider")),
                QueryParameters.text("reason", query.get("reason")),
                QueryParameters.time("since", since(query.get("since"))));
        PageRequest page = PageRequest.of(Cursor.List.REJECTIONS, cursor, null);
        return viewers.staff().chain(viewer -> rejections
                .page(filter, page.after(), page.rows())
                .map(rows -> new RejectionList(query, Page.of(rows, page.limit(), RejectionResource::cursor)))
                .chain(shown -> pages.write(list, viewer, shown)));
    }

    /** A form says a day: it begins at midnight in China. */
    private static @Nullable String since(@Nullable String said) {
        return said != null && DAY.matcher(said).matches() ? said + MIDNIGHT_IN_CHINA : said;
    }
}
