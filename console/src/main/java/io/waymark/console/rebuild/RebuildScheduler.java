package io.waymark.console.rebuild;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks whether a rebuild is to be carried out, or carried on after a restart. One replica does it: that which holds a lock
 * of the database's, which ends with its connection. What fails is tried again.
 */
@ApplicationScoped
class RebuildScheduler {

    private static final String LOCK = "select pg_try_advisory_lock(hashtext('waymark read model rebuild')) as is_mine";

    private final Pool database;
    private final RebuildRepository rebuilds;
    private final RebuildHandler handler;

    RebuildScheduler(Pool database, RebuildRepository rebuilds, RebuildHandler handler) {
        this.database = database;
        this.rebuilds = rebuilds;
        this.handler = handler;
    }

    @Scheduled(
            every = "${waymark.read-model.rebuild-every:PT5S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        try {
            rebuilds.last()
                    .await()
                    .indefinitely()
                    .filter(RebuildScheduler::isUnderWay)
                    .ifPresent(this::carryOutAlone);
        } catch (RuntimeException e) {
            Log.warnf("rebuild waits error=%s", e.toString());
        }
    }

    private static boolean isUnderWay(Rebuild rebuild) {
        return rebuild.state() == RebuildState.REPLAYING || rebuild.state() == RebuildState.COMPLETING;
    }

    private void carryOutAlone(Rebuild rebuild) {
        SqlConnection connection = database.getConnection().await().indefinitely();
        try {
            if (connection
                    .query(LOCK)
                    .execute()
                    .await()
                    .indefinitely()
                    .iterator()
                    .next()
                    .getBoolean("is_mine")) {
                carryOut(rebuild);
            }
        } finally {
            connection
                    .query("select pg_advisory_unlock_all()")
                    .execute()
                    .onItemOrFailure()
                    .transformToUni((done, failure) -> connection.close())
                    .await()
                    .indefinitely();
        }
    }

    private void carryOut(Rebuild rebuild) {
        try {
            handler.carryOut(rebuild);
        } catch (RuntimeException e) {
            Log.warnf("rebuild waits rebuild=%s error=%s", rebuild.id(), e.toString());
            rebuilds.say(rebuild.id(), "tried again after: " + e.getMessage())
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .indefinitely();
        }
    }
}
