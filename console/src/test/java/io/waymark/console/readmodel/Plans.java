package io.waymark.console.readmodel;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How PostgreSQL would carry a statement out on the tables as a test has filled them. */
@ApplicationScoped
public class Plans {

    private final Pool database;

    Plans(Pool database) {
        this.database = database;
    }

    /** Fills or empties. */
    public void run(String sql) {
        database.query(sql).execute().await().indefinitely();
    }

    public String of(Statement statement) {
        return explained("explain " + statement.sql(), Tuple.from(statement.values()));
    }

    String explained(String explain, Tuple values) {
        return database.preparedQuery(explain)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .collect(Collectors.joining("\n")))
                .await()
                .indefinitely();
    }
}
