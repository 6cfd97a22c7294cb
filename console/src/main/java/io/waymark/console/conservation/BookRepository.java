package io.waymark.console.conservation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** The tables into which one topic is counted. */
interface BookRepository {

    /** The topic's name. */
    String topic();

    /** Adds to the tables, in the transaction of the connection. Each addition is given once and never again. */
    Uni<Void> write(SqlConnection connection, List<Addition> additions);
}
