package io.waymark.console.transfer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.readmodel.Position;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Tells a merchant what becomes of its imports, and ends them. An id that is none, unknown or another merchant's is a 404. */
@ApplicationScoped
public class ImportQueryHandler {

    private final ImportRepository imports;
    private final LineErrorRepository errors;

    ImportQueryHandler(ImportRepository imports, LineErrorRepository errors) {
        this.imports = imports;
        this.errors = errors;
    }

    /** Part of the merchant's list, the last received first. Fails with 400 for a cursor or a limit that is none. */
    public Uni<Page<ImportView>> page(Caller caller, @Nullable String cursor, @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.IMPORTS, cursor, limit);
        Instant now = Instant.now();
        return imports.page(caller.merchantId(), page.after(), page.rows())
                .map(rows -> Page.of(rows, page.limit(), ImportQueryHandler::cursor)
                        .map(stored -> ImportView.of(stored, now)));
    }

    /** One import. */
    public Uni<ImportView> one(Caller caller, String importId) {
        return find(caller, importId).map(stored -> ImportView.of(stored, Instant.now()));
    }

    /** Ends it; what is registered stays. One that has ended stays as it is. */
    public Uni<ImportView> cancel(Caller caller, String importId) {
        return find(caller, importId)
                .chain(stored -> imports.cancel(stored.merchantId(), stored.id()))
                .chain(() -> one(caller, importId));
    }

    /** Some of its lines that were not registered, the first line first. Fails with 400 for a cursor or a limit that is none. */
    public Uni<Page<LineError>> errors(
            Caller caller, String importId, @Nullable String cursor, @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.IMPORT_ERRORS, cursor, limit);
        return find(caller, importId).chain(stored -> errors.page(stored.id(), line(page.after()), page.rows())
                .map(rows -> Page.of(rows, page.limit(), error -> cursor(stored.id(), error))));
    }

    /** All of them as a table. */
    public Multi<byte[]> errorTable(Uni<Caller> caller, String importId) {
        Multi<byte[]> parts = caller.chain(who -> find(who, importId))
                .onItem()
                .transformToMulti(stored -> errors.all(stored.id()))
                .map(ErrorTable.parts());
        return RestMulti.fromMultiData(parts)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-errors.csv\"")
                .build();
    }

    private Uni<StoredImport> find(Caller caller, String importId) {
        return imports.find(caller.merchantId(), id(importId))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("import")));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound("import");
        }
    }

    private static Cursor cursor(StoredImport stored) {
        return new Cursor(Cursor.List.IMPORTS, new Position(stored.receivedAt(), stored.id()));
    }

    /** Lines have no time; their number stands where others have it. */
    private static Cursor cursor(UUID id, LineError error) {
        return new Cursor(
                Cursor.List.IMPORT_ERRORS, new Position(Instant.EPOCH.plus(error.line(), ChronoUnit.MICROS), id));
    }

    private static long line(@Nullable Position after) {
        return after == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, after.at());
    }
}
