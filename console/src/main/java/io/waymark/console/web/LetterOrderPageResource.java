package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.console.audit.AuditHandler;
import io.waymark.console.deadletter.LetterOrderHandler;
import io.waymark.console.deadletter.LetterResource;
import io.waymark.console.deadletter.RedriveRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What those who run the installation decide about dead letters. */
@Path(LetterPageResource.PATH)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class LetterOrderPageResource {

    private final ViewerHandler viewers;
    private final LetterOrderHandler decisions;
    private final AuditHandler audit;

    LetterOrderPageResource(ViewerHandler viewers, LetterOrderHandler decisions, AuditHandler audit) {
        this.viewers = viewers;
        this.decisions = decisions;
        this.audit = audit;
    }

    /** Those picked, or all that the list's filter shows. */
    @POST
    @Path("/redrive")
    public Uni<Response> redrive(
            @FormParam("token") @Nullable String token,
            @FormParam("id") List<String> ids,
            @FormParam("all") boolean isAll,
            @FormParam("group") @Nullable String group,
            @FormParam("topic") @Nullable String topic,
            @FormParam("reason") @Nullable String reason,
            @FormParam("why") @Nullable String why) {
        ObjectNode said = JsonNodeFactory.instance.objectNode().put("why", why);
        if (isAll) {
            said.putObject("filter").put("group", group).put("topic", topic).put("reason", reason);
        } else {
            ids.forEach(said.withArray("ids")::add);
        }
        return viewers.staffBy(token)
                .chain(viewer -> decisions.redrive(viewer.who(), RedriveRequest.parse(said), null))
                .invoke(given -> audit.about("/v1/commands/" + given.id()))
                .map(given -> PageHandler.goTo(LetterPageResource.PATH + "?order=" + given.id())
                        .build());
    }

    @POST
    @Path("/{letterId}/discard")
    public Uni<Response> discard(
            @PathParam("letterId") String letterId,
            @FormParam("token") @Nullable String token,
            @FormParam("reason") @Nullable String reason) {
        UUID id = LetterResource.id(letterId);
        ObjectNode said = JsonNodeFactory.instance.objectNode().put("reason", reason);
        return viewers.staffBy(token)
                .chain(viewer -> decisions.discard(viewer.who(), id, LetterResource.reason(said)))
                .map(done ->
                        PageHandler.goTo(LetterPageResource.PATH + "/" + id).build());
    }
}
