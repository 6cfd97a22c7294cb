package io.waymark.console.web;

import io.vertx.ext.web.RoutingContext;
import io.waymark.console.track.Language;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps in the browser how its person wants pages: in which language, dark or light. What is no such thing is English, and as the system is. */
@Path("/ui/preferences")
@PermitAll
public class PreferenceResource {

    private static final Duration YEAR = Duration.ofDays(365);

    /** Leads back to the page on which it was chosen. */
    @GET
    public Response choose(
            @QueryParam("language") @Nullable String language,
            @QueryParam("theme") @Nullable String theme,
            @QueryParam("back") @Nullable String back,
            @Context RoutingContext call) {
        boolean isSecure = CookieHandler.isSecure(call);
        ResponseBuilder answer = PageHandler.goTo(Places.own(back));
        if (language != null) {
            String chosen = Language.of(language, null).code();
            answer.cookie(CookieHandler.lasting(ViewerHandler.LANGUAGE, chosen, YEAR, isSecure));
        }
        if (theme != null) {
            answer.cookie(
                    CookieHandler.lasting(ViewerHandler.THEME, Theme.of(theme).code(), YEAR, isSecure));
        }
        return answer.build();
    }
}
