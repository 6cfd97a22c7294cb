package io.waymark.console.track;

import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.limit.Allowances;
import io.waymark.api.limit.Charge;
import io.waymark.api.limit.ClientAddressHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Gives each address so many pages in a time, and of parcels that are not there fewer, so that nobody finds parcels by trying
 * numbers. Beyond that: 429, whether the parcel is there or not.
 *
 * <p>Each call counts as one of a parcel that is not there until its answer says otherwise, so that many at once find no more
 * than one after the other. One that is broken off stays counted.
 */
@ApplicationScoped
class TrackLimitHandler {

    private static final String ROOT = "/track/";

    private final PageHandler pages;
    private final ClientAddressHandler clients;
    private final Allowances loaded;
    private final Allowances missed;

    TrackLimitHandler(PageHandler pages, ClientAddressHandler clients, TrackConfig config) {
        this.pages = pages;
        this.clients = clients;
        this.loaded = new Allowances(config.pages(), config.window());
        this.missed = new Allowances(config.misses(), config.window());
    }

    void earlyOn(@Observes Router router) {
        router.route(ROOT + "*").order(Integer.MIN_VALUE + 1).handler(this::limit);
    }

    private void limit(RoutingContext call) {
        if (Asset.named(call.normalizedPath().replaceFirst("^" + ROOT, "")).isPresent()) {
            call.next();
            return;
        }
        String address = clients.of(call.request());
        Charge miss = missed.take(address, 1);
        if (!miss.isGranted()) {
            refuse(call, miss);
            return;
        }
        call.addHeadersEndHandler(done -> {
            if (call.response().getStatusCode() != Notice.MISSING.status()) {
                missed.giveBack(address, 1);
            }
        });
        Charge page = loaded.take(address, 1);
        if (page.isGranted()) {
            call.next();
        } else {
            refuse(call, page);
        }
    }

    private void refuse(RoutingContext call, Charge charge) {
        Language language =
                Language.of(call.queryParams().get("lang"), call.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        PageHeaders.of(language, List.of(), PageHeaders.NOT_KEPT).forEach(call.response()::putHeader);
        call.response()
                .setStatusCode(Notice.BUSY.status())
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(charge.retryAfterSeconds()));
        pages.notice(Notice.BUSY, language)
                .subscribe()
                .with(page -> call.response().end(page), failure -> {
                    Log.errorf(failure, "tracking page not written");
                    call.response().end();
                });
        // what is left of the call is read and thrown away, so that the connection can serve the next
        call.request().resume();
    }
}
