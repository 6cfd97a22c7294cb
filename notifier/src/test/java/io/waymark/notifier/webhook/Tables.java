package io.waymark.notifier.webhook;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** What tests look up in the notifier's tables, and bring about there. */
@ApplicationScoped
class Tables {

    private final Pool database;

    Tables(Pool database) {
        this.database = database;
    }

    long number(String sql, Object... values) {
        return database.preparedQuery(sql)
                .execute(Tuple.from(values))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .indefinitely();
    }

    /** How many rows were changed. */
    int run(String sql, Object... values) {
        return database.preparedQuery(sql)
                .execute(Tuple.from(values))
                .await()
                .indefinitely()
                .rowCount();
    }
}
