package io.waymark.sandbox;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.waymark.sandbox.carrier.Kuaidi100;
import io.waymark.sandbox.carrier.Sto;
import io.waymark.sandbox.carrier.ThirtyPost;
import io.waymark.sandbox.gateway.Onerway;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Journeys;
import io.waymark.sandbox.journey.Provider;
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
                        settings.kuaidi100Lock()));
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
        Onerway onerway = new Onerway(
                faults,
                new Onerway.Account(
                        settings.onerwayMerchantNo(), settings.onerwaySecret(), settings.onerwayLogisticsPath()));
        Traffic traffic = new Traffic(
                vertx, Map.of(Provider.KUAIDI100, kuaidi100, Provider.STO, sto, Provider.THIRTYPOST, thirtyPost));
        ControlApi control = new ControlApi(
                new OrderReader(Journeys.load()),
                traffic,
                faults,
                Map.of("onerway", onerway::uploads, "asiabill", JsonArray::new),
                Map.of("kuaidi100", kuaidi100::subscribeCalls));

        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        kuaidi100.mount(router);
        sto.mount(router);
        thirtyPost.mount(router);
        onerway.mount(router);
        control.mount(router);
        return router;
    }
}
