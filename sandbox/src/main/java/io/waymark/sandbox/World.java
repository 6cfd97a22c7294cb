package io.waymark.sandbox;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.waymark.sandbox.carrier.Kuaidi100;
import io.waymark.sandbox.carrier.Sto;
import io.waymark.sandbox.carrier.ThirtyPost;
import io.waymark.sandbox.gateway.AsiaBill;
import io.waymark.sandbox.gateway.AsiaBillNotices;
import io.waymark.sandbox.gateway.Notices;
import io.waymark.sandbox.gateway.Onerway;
import io.waymark.sandbox.gateway.OnerwayNotices;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Journeys;
import io.waymark.sandbox.journey.Provider;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All simulated systems behind one port, on one event loop: nothing in them is touched by two threads. */
final class World extends AbstractVerticle {

    private static final long MAX_BODY_BYTES = 1024 * 1024;

    private final SandboxSettings settings;
    private final Faults faults = new Faults();
    private @Nullable HttpServer server;

    World(SandboxSettings settings) {
        this.settings = settings;
    }

    /** Where it listens, once it has started. */
    int port() {
        return server == null ? settings.port() : server.actualPort();
    }

    @Override
    public void start(Promise<Void> started) {
        server = vertx.createHttpServer().requestHandler(router());
        server.listen(settings.port(), "0.0.0.0").<Void>mapEmpty().onComplete(started);
    }

    private Router router() {
        Kuaidi100 kuaidi100 = new Kuaidi100(
                vertx,
                faults,
                new Kuaidi100.Account(
                        settings.kuaidi100Key(),
                        settings.kuaidi100Customer(),
                        settings.callbackBase() + "/callbacks/kuaidi100",
                        settings.kuaidi100Salt(),
                        settings.kuaidi100Lock(),
                        settings.kuaidi100Rate()));
        Sto sto = new Sto(
                vertx,
                faults,
                new Sto.Account(
                        settings.callbackBase() + "/callbacks/sto",
                        settings.stoSecrets(),
                        settings.stoArticleCustomerId(),
                        settings.stoArticleSecret(),
                        settings.stoArticleSigning()));
        ThirtyPost thirtyPost = new ThirtyPost(
                faults, new ThirtyPost.Account(settings.thirtyPostAccessKey(), settings.thirtyPostSecretKey()));
        Onerway onerway =
                new Onerway(faults, new Onerway.Account(settings.onerway().secrets(), settings.onerwayLogisticsPath()));
        Traffic traffic = new Traffic(
                vertx, Map.of(Provider.KUAIDI100, kuaidi100, Provider.STO, sto, Provider.THIRTYPOST, thirtyPost));
        AsiaBill asiaBill = new AsiaBill(faults, settings.asiaBill().secrets(), traffic::find);
        ControlApi control = new ControlApi(
                new OrderReader(Journeys.load()),
                traffic,
                faults,
                new ControlApi.Records(
                        Map.of("onerway", onerway::uploads, "asiabill", asiaBill::uploads),
                        Map.of("kuaidi100", kuaidi100::subscribeCalls),
                        Map.of(
                                "kuaidi100",
                                kuaidi100.queries()::list,
                                "sto",
                                sto.queries()::list,
                                "thirtypost",
                                thirtyPost.queries()::list),
                        Map.of("kuaidi100", kuaidi100.pushes()::list, "sto", sto.pushes()::list),
                        Map.of("kuaidi100", kuaidi100.pushes()::counts, "sto", sto.pushes()::counts)));

        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        kuaidi100.mount(router);
        sto.mount(router);
        thirtyPost.mount(router);
        onerway.mount(router);
        asiaBill.mount(router);
        mountNotices(router);
        control.mount(router);
        return router;
    }

    private void mountNotices(Router router) {
        SandboxSettings.Merchants onerway = settings.onerway();
        SandboxSettings.Merchants asiaBill = settings.asiaBill();
        InstantSource clock = InstantSource.system();
        new Notices(vertx, faults)
                .mount(
                        router,
                        settings.callbackBase(),
                        new OnerwayNotices(onerway.secrets(), onerway.first(), clock),
                        new AsiaBillNotices(asiaBill.secrets(), asiaBill.first(), clock));
    }
}
