package io.waymark.console.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.problem.FieldError;
import io.waymark.contract.JsonSerde;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/** Which lines were not registered, and why. */
@ApplicationScoped
class LineErrorRepository {

    private static final TypeReference<List<FieldError>> ERRORS = new TypeReference<>() {};

    /** As many as are kept, in the order of the lines. */
    private static final String ADD =
            """
            insert into shipment_import_error (import_id, line, errors)
            select $1, n.line, n.errors::json from unnest($2::bigint[], $3::text[]) as n (line, errors)
            order by n.line limit greatest(0, $4 - (select failed from shipment_import where import_id = $1))""";

    private static final String LIST =
            """
            select line, errors::text as errors from shipment_import_error where import_id = $1 and line > $2
            order by line limit $3""";

    private static final int PART = 1000;

    private final Pool database;
    private final ImportConfig config;

    LineErrorRepository(Pool database, ImportConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Adds to those of an import, before they are counted there. */
    Uni<Void> add(SqlConnection connection, UUID id, List<LineError> errors) {
        return errors.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ADD)
                        .execute(Tuple.of(
                                id,
                                errors.stream().map(LineError::line).toArray(Long[]::new),
                                errors.stream().map(LineErrorRepository::json).toArray(String[]::new),
                                config.errors()))
                        .replaceWithVoid();
    }

    /**
     * Some of an import's, the first line first.
     *
     * @param after the line where the part before ended; 0 for the first
     */
    Uni<List<LineError>> page(UUID id, long after, int rows) {
        return database.preparedQuery(LIST).execute(Tuple.of(id, after, rows)).map(found -> StreamSupport.stream(
                        found.spliterator(), false)
                .map(row -> new LineError(row.getLong("line"), errors(row.getString("errors"))))
                .toList());
    }

    /** All of an import's, part by part as they are asked for; there is at least one part, which may be empty. */
    Multi<List<LineError>> all(UUID id) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, last -> page(id, last.get(), PART)
                        .invoke(rows -> rows.forEach(row -> last.set(row.line()))))
                .whilst(rows -> rows.size() == PART);
    }

    private static String json(LineError error) {
        try {
            return JsonSerde.mapper().writeValueAsString(error.errors());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("errors can always be written", e);
        }
    }

    private static List<FieldError> errors(String json) {
        try {
            return JsonSerde.mapper().readValue(json, ERRORS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds errors that it did not write", e);
        }
    }
}
