package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.deadletter.LetterFilter;
import io.waymark.console.deadletter.LetterOrderHandler;
import io.waymark.console.deadletter.LetterQueryRepository;
import io.waymark.console.deadletter.LetterResource;
import io.waymark.console.deadletter.LetterState;
import io.waymark.console.order.OrderHandler;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages about dead letters, for those who run the installation. An address that says nothing sensible is a 400. */
@Path(LetterPageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class LetterPageResource {

    static final String PATH = "/ui/dead-letters";

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final LetterQueryRepository letters;
    private final LetterOrderHandler decisions;
    private final OrderHandler orders;
    private final Template list;
    private final Template one;
    private final Template progress;

    LetterPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            LetterQueryRepository letters,
            LetterOrderHandler decisions,
            OrderHandler orders,
            @Location("web/dead-letters") Template list,
            @Location("web/dead-letter") Template one,
            @Location("web/dead-letter-order") Template progress) {
        this.viewers = viewers;
        this.pages = pages;
        this.letters = letters;
        this.decisions = decisions;
        this.orders = orders;
        this.list = list;
        this.one = one;
        this.progress = progress;
    }

    /** Those that wait, unless another state is asked for. */
    @GET
    public Uni<String> list(
            @QueryParam("group") @Nullable String group,
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("order") @Nullable String order) {
        ListQuery query = ListQuery.of(PATH, "group", group, "topic", topic, "reason", reason, "state", state);
        LetterFilter filter = LetterResource.filter(
                query.get("group"),
                query.get("topic"),
                query.get("reason"),
                Objects.requireNonNullElse(query.get("state"), LetterState.WAITING.name()));
        PageRequest page = PageRequest.of(Cursor.List.DEAD_LETTERS, cursor, null);
        return viewers.staff().chain(viewer -> Uni.combine()
                .all()
                .unis(letters.page(filter, page.after(), page.rows()), letters.waiting(), progress(viewer, order))
                .with((rows, waiting, far) -> new LetterList(
                        query, Page.of(rows, page.limit(), LetterResource::cursor), waiting, far.orElse(null)))
                .chain(shown -> pages.write(list, viewer, shown)));
    }

    @GET
    @Path("/{letterId}")
    public Uni<String> letter(@PathParam("letterId") String letterId) {
        return viewers.staff().chain(viewer -> decisions
                .find(LetterResource.id(letterId))
                .chain(found -> pages.write(one, viewer, new LetterPage(found))));
    }

    /** The part of a page that tells how far an order is. */
    @GET
    @Path("/orders/{commandId}")
    public Uni<String> order(@PathParam("commandId") String commandId) {
        return viewers.staff().chain(viewer -> progress(viewer, commandId)
                .chain(far ->
                        pages.write(progress, viewer, far.orElseThrow(() -> ProblemException.notFound("command")))));
    }

    private Uni<Optional<LetterProgress>> progress(Viewer viewer, @Nullable String commandId) {
        return commandId == null || commandId.isBlank()
                ? Uni.createFrom().item(Optional.empty())
                : orders.find(viewer.who(), commandId).chain(command -> letters.progress(command.id())
                        .map(far -> Optional.of(new LetterProgress(command, far))));
    }
}
