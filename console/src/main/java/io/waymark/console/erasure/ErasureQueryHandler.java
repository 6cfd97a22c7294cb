package io.waymark.console.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.api.access.Caller;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.readmodel.Position;
import jakarta.enterprise.context.ApplicationScoped;

/** Lists erasures. */
@ApplicationScoped
class ErasureQueryHandler {

    private final Pool database;
    private final ErasureRepository erasures;
    private final ErasureOrderHandler orders;

    ErasureQueryHandler(Pool database, ErasureRepository erasures, ErasureOrderHandler orders) {
        this.database = database;
        this.erasures = erasures;
        this.orders = orders;
    }

    /** Those that the caller may see, the newest first. */
    Uni<Page<ErasureView>> page(Caller caller, PageRequest page) {
        return orders.owner(caller)
                .chain(owner -> erasures.page(database, owner, page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), ErasureQueryHandler::cursor))
                .map(rows -> rows.map(ErasureView::of));
    }

    private static Cursor cursor(StoredErasure erasure) {
        return new Cursor(Cursor.List.ERASURES, new Position(erasure.orderedAt(), erasure.erasureId()));
    }
}
