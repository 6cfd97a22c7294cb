package io.waymark.console.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.api.access.ApiKeyConfig;
import io.waymark.api.access.Caller;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells who runs this installation, and so may see what is nobody's or everybody's: keys with the scope {@code operate} of the merchants
 * that {@code WAYMARK_API_OPERATORS} names; where it names none, those of the only merchant.
 */
@ApplicationScoped
public class StaffHandler {

    private static final String MERCHANTS = "select from merchant limit 2";

    private final CallerHandler callers;
    private final Pool database;
    private final boolean isNamed;

    StaffHandler(CallerHandler callers, Pool database, ApiKeyConfig config) {
        this.callers = callers;
        this.database = database;
        this.isNamed = config.operators().filter(named -> !named.isEmpty()).isPresent();
    }

    /** The present call's caller; fails with 403 for whoever does not run the installation. */
    public Uni<Caller> current() {
        return callers.current().chain(caller -> isStaff(caller).map(isStaff -> {
            if (!isStaff) {
                throw forStaffAlone();
            }
            return caller;
        }));
    }

    /** What everybody else is told. */
    public static ProblemException forStaffAlone() {
        return new ProblemException(
                Problem.of(ProblemType.FORBIDDEN, "This is for those who run Waymark for all merchants."));
    }

    /** Whether the caller runs it. */
    public Uni<Boolean> isStaff(Caller caller) {
        if (isNamed || !caller.isOperator()) {
            return Uni.createFrom().item(caller.isStaff());
        }
        return database.query(MERCHANTS).execute().map(rows -> rows.size() <= 1);
    }
}
