package io.waymark.console.api;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/** Says to whoever comes to the front door where the rooms are. */
@Path("/")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
@OpenAPIDefinition(info = @Info(title = "Waymark", version = "v1"), security = @SecurityRequirement(name = "key"))
@SecurityScheme(
        securitySchemeName = "key",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The merchant's API key")
public class RootResource {

    private static final String PAGES = "/ui/";

    private static final Map<String, String> ROOMS = new TreeMap<>(Map.of(
            "name", "Waymark",
            "shipments", "/v1/shipments",
            "settlements", "/v1/settlements",
            "console", PAGES,
            "openapi", "/openapi",
            "documentation", "/swagger"));

    /** Paths of the API; for who comes with a browser, the pages. Needs no key. */
    @GET
    @PermitAll
    @Operation(hidden = true)
    public Response rooms(@HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        return accept != null && accept.contains(MediaType.TEXT_HTML)
                ? Response.status(Response.Status.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, PAGES)
                        .build()
                : Response.ok(ROOMS, MediaType.APPLICATION_JSON).build();
    }
}
