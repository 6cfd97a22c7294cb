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
import java.util.Optional;
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

    private final TrackHandler parcels;
    private final PageHandler pages;

    TrackResource(TrackHandler parcels, PageHandler pages) {
        this.parcels = parcels;
        this.pages = pages;
    }

    /** A parcel's page, in the language of {@code lang} ({@code zh}, {@code en}) or else of the browser. */
    @GET
    @Path("/{carrier}/{trackingNumber: .+}")
    @Operation(hidden = true)
    public Uni<Response> parcel(
            @PathParam("carrier") String carrier,
            @PathParam("trackingNumber") String trackingNumber,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted,
            @Context Request request) {
        Language language = Language.of(lang, accepted);
        Optional<PageAddress> address = PageAddress.of(carrier, trackingNumber, null);
        return address.map(named -> page(named, language, request))
                .orElseGet(() -> notice(Notice.MISSING, language))
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
        return notice(Notice.MISSING, Language.of(lang, accepted));
    }

    private Uni<Response> page(PageAddress address, Language language, Request request) {
        return parcels.page(address, language)
                .chain(found -> found.isEmpty()
                        ? notice(Notice.MISSING, language)
                        : pages.parcel(found.get()).map(page -> answer(page, language, request)));
    }

    private static Response answer(String page, Language language, Request request) {
        EntityTag tag = new EntityTag(Asset.digest(page.getBytes(UTF_8)), true);
        ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return headed(unchanged == null ? Response.ok(page) : unchanged, language, PageHeaders.KEPT)
                .tag(tag)
                .build();
    }

    private Uni<Response> notice(Notice notice, Language language) {
        return pages.notice(notice, language)
                .map(page -> headed(Response.status(notice.status()).entity(page), language, PageHeaders.NOT_KEPT)
                        .build());
    }

    private Uni<Response> failed(Throwable failure, Language language) {
        Log.errorf(failure, "tracking page failed");
        return notice(Notice.FAILED, language).map(page -> Response.fromResponse(page)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build());
    }

    private static ResponseBuilder headed(ResponseBuilder answer, Language language, String cacheControl) {
        PageHeaders.of(language, List.of(), cacheControl).forEach(answer::header);
        return answer;
    }
}
