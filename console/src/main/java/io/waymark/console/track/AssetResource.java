package io.waymark.console.track;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Style and script of the tracking page, and the script that puts it into a merchant's own. */
@Path("/track/{file: page\\.css|page\\.js|embed\\.js}")
@PermitAll
public class AssetResource {

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String FOR_A_WHILE = "public, max-age=600";

    /** One file. Other sites may load it; it holds nothing of anybody. */
    @GET
    @Operation(hidden = true)
    public Response file(@PathParam("file") String file, @QueryParam("v") @Nullable String version) {
        Asset asset = Asset.named(file).orElseThrow();
        return Response.ok(asset.bytes(), asset.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, asset.digest().equals(version) ? FOR_GOOD : FOR_A_WHILE)
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
