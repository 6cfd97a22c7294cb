package io.waymark.console.transfer;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.idempotency.KeyedCallHandler;
import io.waymark.console.transfer.FileHandler.Received;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Takes files with shipments to be registered. A file is answered for once it is whole and safe in the database; one that
 * breaks off leaves nothing. Its lines are registered in the background.
 */
@Path("/v1/shipments/import")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.REGISTER)
@Tag(name = "Imports")
public class UploadResource {

    private final CallerHandler callers;
    private final KeyedCallHandler calls;
    private final FileHandler files;
    private final PartRepository parts;

    UploadResource(CallerHandler callers, KeyedCallHandler calls, FileHandler files, PartRepository parts) {
        this.callers = callers;
        this.calls = calls;
        this.files = files;
        this.parts = parts;
    }

    /** Takes a file. */
    @POST
    @Blocking
    @Consumes(CsvTable.MEDIA_TYPE)
    @Operation(
            summary = "Register the shipments of a CSV file",
            description =
                    "The first row names the fields of a registration, inner ones with a dot, in any order; some have"
                            + " Chinese names too. UTF-8 or GB18030. Counts as 100 calls.")
    @RequestBody(content = @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "202",
            description = "the file is safe; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response take(@HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type, InputStream body) {
        Optional<Charset> charset = charset(type);
        Caller caller = callers.current().await().indefinitely();
        Received received = files.receive(caller, body, charset, calls.hasKey());
        return calls.once(received.digest(), () -> accept(caller, received))
                .onTermination()
                .call(() -> parts.drop(received.id()).onFailure().recoverWithNull())
                .await()
                .indefinitely();
    }

    private Uni<Response> accept(Caller caller, Received received) {
        return files.accept(caller, received).map(begun -> Response.accepted(begun)
                .location(URI.create(ImportResource.PATH + "/" + begun.importId()))
                .build());
    }

    private static Optional<Charset> charset(MediaType type) {
        String name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        Optional<Charset> charset = name == null ? Optional.empty() : Charsets.of(name);
        if (name != null && charset.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "The charset must be one of " + String.join(", ", Charsets.names()) + "."));
        }
        return charset;
    }
}
