package io.waymark.console.track;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The customer's tracking page. A number that is not registered, that nobody knows, or that is none gets one and the same page
 * with 404; where the database is away the answer is a page with 503.
 */
@Path("/track")
@PermitAll
public class TrackResource {

    private static final String RETRY_AFTER_SECONDS = "5";

    /** May have the page in a frame. */
    private static final List<String> NOBODY = List.of();

    private final TrackHandler parcels;
    private final PageHandler pages;

    TrackResource(TrackHandler parcels, PageHandler pages) {
        this.parcels = parcels;
        this.pages = pages;
    }

    /**
     * A parcel's page, in the language of {@code lang} ({@code zh}, {@code en}) or else of the browser. With the publishable
     * key of a merchant in {@code embed} it is shown in that merchant's pages, and then of that merchant's parcels alone.
     */
    @GET
    @Path("/{carrier}/{trackingNumber: .+}")
    @Operation(hidden = true)
    public Uni<Response> parcel(
            @PathParam("carrier") String carrier,
            @PathParam("trackingNumber") String trackingNumber,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("embed") @Nullable String embedKey,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted,
            @Context Request request) {
        Language language = Language.of(lang, accepted);
        return PageAddress.of(carrier, trackingNumber, embedKey)
                .map(address -> page(address, language, request))
                .orElseGet(() -> notice(Notice.MISSING, language, NOBODY))
                .onFailure()
                .recoverWithUni(failure -> failed(failure, language));
    }

    /** Whatever else somebody may try. */
    @GET
    @Path("/{other: .*}")
    @Operation(hidden = true)
    public Uni<Response> nothing(
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
        return notice(Notice.MISSING, Language.of(lang, accepted), NOBODY);
    }

    private Uni<Response> page(PageAddress address, Language language, Request request) {
        return parcels.page(address, language)
                .chain(found -> found.page().isEmpty()
                        ? notice(Notice.MISSING, language, found.origins())
                        : pages.parcel(found.page().get())
                                .map(page -> answer(page, language, found.origins(), request)));
    }

    private static Response answer(String page, Language language, List<String> origins, Request request) {
        EntityTag tag = new EntityTag(Asset.digest(page.getBytes(UTF_8)), true);
        ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        ResponseBuilder answer = (unchanged == null ? Response.ok(page) : unchanged).tag(tag);
        PageHeaders.of(language, origins, PageHeaders.KEPT).forEach(answer::header);
        return answer.build();
    }

    private Uni<Response> notice(Notice notice, Language language, List<String> origins) {
        return pages.notice(notice, language).map(page -> {
            ResponseBuilder answer = Response.status(notice.status()).entity(page);
            PageHeaders.of(language, origins, PageHeaders.NOT_KEPT).forEach(answer::header);
            return answer.build();
        });
    }

    private Uni<Response> failed(Throwable failure, Language language) {
        Log.errorf(failure, "tracking page failed");
        return notice(Notice.FAILED, language, NOBODY).map(page -> Response.fromResponse(page)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build());
    }
}
