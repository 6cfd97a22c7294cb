package io.waymark.quickstart;

import static io.waymark.quickstart.Parcels.assertAccepted;
import static io.waymark.quickstart.Parcels.assertRefused;
import static io.waymark.quickstart.Parcels.eventually;
import static io.waymark.quickstart.Pushes.delivered;
import static io.waymark.quickstart.Pushes.node;
import static io.waymark.quickstart.Pushes.push;
import static io.waymark.quickstart.Pushes.scan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.quickstart.Product.Ended;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The product as its user gets it: built services as processes, carriers and a gateway around them. Starts are dear, so
 * all tests share one run; the last ones stop it and start it again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String SECRET = "pipeline-onerway-secret";
    private static final int AFTER_THE_OTHERS = Integer.MAX_VALUE - 5;
    private static final int AFTER_ALL_THAT_COUNTS = Integer.MAX_VALUE - 4;
    private static final int LATER = Integer.MAX_VALUE - 3;
    private static final int THEN = Integer.MAX_VALUE - 2;
    private static final int AFTER_ALL_THAT_HAPPENS = Integer.MAX_VALUE - 1;
    private static final int LAST = Integer.MAX_VALUE;

    private static final OnerwayDouble ONERWAY = new OnerwayDouble(SECRET);
    private static final World WORLD = new World();
    private static final Parcels PARCELS = new Parcels(WORLD, ONERWAY);
    private static final DataDirectory DATA = new DataDirectory(TARGET.resolve("pipeline"));
    private static final Product PRODUCT = new Product(DATA.path(), WORLD.settings(ONERWAY.url(), SECRET));

    /** Finds state of which nothing says that a quickstart made it; fresh is fresh. */
    @BeforeAll
    static void start() throws IOException {
        Path old = Files.writeString(DATA.state(Part.NOTIFIER).resolve("old"), "state");
        Files.deleteIfExists(DATA.runLock());

        PRODUCT.start("--fresh");

        assertThat(old).doesNotExist();
    }

    @AfterAll
    static void stop() {
        if (PRODUCT.isRunning()) {
            PRODUCT.stop();
        }
        ONERWAY.close();
    }

    @Test
    void aParcelThatKuaidi100ReportsDeliveredIsSettledOnce() {
        String number = "YT7700000000101";
        String id = PARCELS.registered("yto", number, "1600000000000000101");
        String pickedUp = node("1", "揽收", "09:00:00", "【深圳南山网点】已收件");
        String moving = node("0", "在途", "14:00:00", "快件已到达【杭州转运中心】");
        String outForDelivery = node("5", "派件", "16:10:00", "派件员【王师傅 13812341234】正在派件");
        String signed = node("301", "签收", "18:02:03", "已签收，签收人：本人");

        // the parcel is on its way
        assertAccepted(WORLD.kuaidi100Pushes(push(number, "5", outForDelivery, moving, pickedUp)));
        eventually(() -> assertThat(PARCELS.statusOf(id)).isEqualTo("OUT_FOR_DELIVERY"));
        PARCELS.assertNotSettled(id, number);

        // a forged delivery changes nothing
        String last = push(number, "301", signed, outForDelivery, moving, pickedUp);
        assertRefused(WORLD.kuaidi100Pushes(last, "F".repeat(32)));
        PARCELS.assertNotSettled(id, number);

        // the delivery, then the same push again, then an old one late
        assertAccepted(WORLD.kuaidi100Pushes(last));
        assertAccepted(WORLD.kuaidi100Pushes(last));
        assertAccepted(WORLD.kuaidi100Pushes(push(number, "0", moving, pickedUp)));
        PARCELS.assertSettledOnce(id, number, "1600000000000000101");
        JsonNode shipment = WORLD.shipment(id);
        assertThat(shipment.path("events")).hasSize(4);
        assertThat(shipment.toString()).as("the courier's phone").doesNotContain("13812341234");
    }

    @Test
    void aParcelThatStoReportsDeliveredIsSettledOnce() {
        String number = "777031900000102";
        String id = PARCELS.registered("sto", number, "1600000000000000102");

        // scans arrive one by one, out of order, one of them twice
        assertAccepted(WORLD.stoPushes(scan(number, 2, "到件", "14:00:00")));
        assertAccepted(WORLD.stoPushes(scan(number, 1, "收件", "09:00:00")));
        assertAccepted(WORLD.stoPushes(scan(number, 3, "派件", "16:10:00")));
        assertAccepted(WORLD.stoPushes(scan(number, 2, "到件", "14:00:00")));
        eventually(() -> assertThat(PARCELS.statusOf(id)).isEqualTo("OUT_FOR_DELIVERY"));
        PARCELS.assertNotSettled(id, number);

        // a forged return changes nothing; the delivery counts
        assertRefused(WORLD.stoPushes(scan(number, 9, "退回件", "20:00:00"), "wrong"));
        assertAccepted(WORLD.stoPushes(scan(number, 4, "签收", "18:02:03")));
        PARCELS.assertSettledOnce(id, number, "1600000000000000102");
        assertThat(WORLD.shipment(id).path("events")).hasSize(4);
    }

    @Test
    void aParcelThatIsNotDeliveredIsNotUploaded() {
        String number = "YT7700000000103";
        String id = PARCELS.registered("yto", number, "1600000000000000103");

        String unreachable = node("2", "疑难", "18:00:00", "收件人电话无法接通");
        assertAccepted(WORLD.kuaidi100Pushes(push(number, "2", unreachable, Pushes.personal())));

        eventually(() -> assertThat(PARCELS.statusOf(id)).isIn("EXCEPTION", "DELIVERY_FAILED"));
        assertThat(WORLD.shipment(id).path("events")).hasSize(5);
        PARCELS.assertNotSettled(id, number);
    }

    @Test
    void aPaymentAtAsiaBillIsSettledOnceFromThePickUpOn() {
        String number = "YT7700000000114";
        String tradeNo = "2026010112000000000114";
        JsonNode shipment = WORLD.registerAtAsiaBill("yto", number, tradeNo);
        String id = shipment.path("shipmentId").asText();
        String pickedUp = node("1", "揽收", "09:00:00", "【深圳南山网点】已收件");

        assertAccepted(WORLD.kuaidi100Pushes(push(number, "1", pickedUp)));
        eventually(
                () -> assertThat(WORLD.shipment(id).at("/settlements/0/state").asText())
                        .isIn("ACKNOWLEDGED", "RECONCILED"));
        assertAccepted(
                WORLD.kuaidi100Pushes(push(number, "301", node("301", "签收", "18:02:03", "已签收，签收人：本人"), pickedUp)));

        eventually(() -> assertThat(PARCELS.statusOf(id)).isEqualTo("DELIVERED"));
        assertThat(WORLD.asiaBillUploadsOf(number)).singleElement().satisfies(upload -> {
            assertThat(upload.path("signatureValid").asBoolean()).isTrue();
            assertThat(upload.path("tookEffect").asBoolean()).isTrue();
            assertThat(upload.at("/body/tradeNo").asText()).isEqualTo(tradeNo);
            assertThat(upload.at("/body/trackingWeb").asText())
                    .isEqualTo("https://example.com/track?n=" + number + "&lang=en");
        });
    }

    /** The shop fails at first, so that it is told again; and the carrier says the same twice. */
    @Test
    void anOrderIsUnlockedOnceAtTheMerchantsOwnEndpoint() {
        try (ShopDouble shop = new ShopDouble()) {
            JsonNode endpoint = WORLD.webhook(shop.url(), "order.unlocked");
            String number = "YT7700000000118";
            String id = WORLD.registerToUnlock("yto", number, "ORDER-118")
                    .path("shipmentId")
                    .asText();

            assertAccepted(WORLD.kuaidi100Pushes(delivered(number)));
            assertAccepted(WORLD.kuaidi100Pushes(delivered(number)));

            eventually(() -> assertThat(
                            WORLD.deliveriesTo(endpoint.path("endpointId").asText()))
                    .singleElement()
                    .satisfies(delivery -> {
                        assertThat(delivery.path("state").asText()).isEqualTo("DELIVERED");
                        assertThat(delivery.path("attempts").asInt()).isEqualTo(2);
                    }));
            assertThat(shop.messages()).hasSize(2).allSatisfy(message -> {
                assertThat(message.isSignedBy(endpoint.path("secret").asText())).isTrue();
                assertThat(message.id()).isEqualTo(shop.messages().get(0).id());
                assertThat(message.json().path("type").asText()).isEqualTo("order.unlocked");
                assertThat(message.json().at("/data/shipmentId").asText()).isEqualTo(id);
                assertThat(message.json().at("/data/orderId").asText()).isEqualTo("ORDER-118");
            });
        }
    }

    @Test
    void aGatewayThatTellsOfATransactionIsAnsweredAsItWants() {
        String onerway = "{\"transactionId\": \"1600000000000000115\", \"status\": \"S\"}";
        String asiaBill = "{\"tradeNo\": \"2026010112000000000115\", \"type\": \"refund.success\"}";

        for (String gateway : List.of("onerway", "asiabill")) {
            String order = gateway.equals("onerway") ? onerway : asiaBill;
            JsonNode received = WORLD.gatewayTells(gateway, order);
            assertThat(received.path("acknowledged").asBoolean())
                    .as("%s", received)
                    .isTrue();

            WORLD.forgesItsNextNotice(gateway);
            assertThat(WORLD.gatewayTells(gateway, order).path("status").asInt())
                    .isEqualTo(401);
        }
    }

    @Test
    void aNumberThatNobodyRegisteredIsShownToTheOperatorAndSettledOnceItIsRegistered() {
        String number = "YT7700000000106";
        assertAccepted(WORLD.kuaidi100Pushes(delivered(number)));

        eventually(() -> assertThat(WORLD.shipmentsOf(number)).hasSize(1));
        JsonNode shipment = WORLD.shipmentsOf(number).path(0);
        assertThat(shipment.path("carrier").asText()).isEqualTo("yto");
        assertThat(shipment.path("status").asText()).isEqualTo("DELIVERED");
        String id = ShipmentId.of("yto", number).toString();
        assertThat(shipment.path("shipmentId").asText()).isEqualTo(id);
        assertThat(WORLD.shipment(id).path("events")).hasSize(1);
        assertThat(WORLD.shipment(id).path("settlements")).isEmpty();

        assertThat(PARCELS.registered("yto", number, "1600000000000000106")).isEqualTo(id);
        PARCELS.assertSettledOnce(id, number, "1600000000000000106");
    }

    @Test
    void aParcelThatWasBookedIsRegisteredOnceAndFollowed() {
        JsonNode booked = WORLD.book("ORD-PIPELINE-1");
        String number = booked.path("trackingNumber").asText();
        assertThat(booked.path("label").asText())
                .startsWithIgnoringCase("<!doctype html")
                .contains(number);
        assertThat(WORLD.book("ORD-PIPELINE-1").path("trackingNumber").asText()).isEqualTo(number);

        eventually(() -> assertThat(WORLD.shipmentsOf(number)).hasSize(1));
        assertThat(WORLD.shipmentsOf(number).path(0).path("orderId").asText()).isEqualTo("ORD-PIPELINE-1");
        assertAccepted(WORLD.stoPushes(scan(number, 1, "收件", "09:00:00")));
        eventually(() ->
                assertThat(PARCELS.statusOf(booked.path("shipmentId").asText())).isEqualTo("IN_TRANSIT"));
        Broker.assertOneRegistration(booked.path("shipmentId").asText());
    }

    @Test
    void kuaidi100sOwnClientFindsBothSidesAsItExpectsThem() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(WORLD)) {
            sdk.assertSubscribes("yuantong", "YT7700000000112");
            WORLD.moves("yto", "YT7700000000112", "delivered", 100_000);
            String id = ShipmentId.of("yto", "YT7700000000112").toString();
            eventually(() -> assertThat(PARCELS.statusOf(id)).isEqualTo("DELIVERED"));
            sdk.assertItsPushesCameWithItsSignature();
            sdk.assertFinds(
                    "yuantong",
                    "YT7700000000112",
                    WORLD.shipment(id).path("events").size());
            assertAccepted(sdk.pushesInItsOwnWords("yuantong", "YT7700000000113"));
        }
    }

    @Test
    void aSecondLauncherSaysThatOneRuns() {
        Ended same = PRODUCT.startBeside();
        assertThat(same.status()).isEqualTo(1);
        assertThat(same.output()).contains("already running");

        Ended elsewhere =
                PRODUCT.startBeside("--data", TARGET.resolve("elsewhere").toString());
        assertThat(elsewhere.status()).isEqualTo(1);
        assertThat(elsewhere.output()).contains("port in use", "8080 (console)");
    }

    @Test
    void theScriptExplainsItself() {
        Path output = TARGET.resolve("script.out");

        Ended help = Product.script(output, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.output()).startsWith("Usage: ./quickstart");

        Ended unknown = Product.script(output, "--bogus");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output()).contains("unknown option: --bogus", "Usage: ./quickstart");

        Ended second =
                Product.script(output, "--data", TARGET.resolve("pipeline").toString());
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.output()).contains("already running");
    }

    /** Counters begin anew with their process, so this comes before anything is stopped. */
    @Test
    @Order(AFTER_THE_OTHERS)
    void everyCallbackAndEveryScanIsAccountedFor() {
        String number = "YT7700000000107";
        String push = push(number, "0", node("0", "在途", "14:00:00", "快件已到达【杭州转运中心】"));
        assertAccepted(WORLD.kuaidi100Pushes(push));
        assertAccepted(WORLD.kuaidi100Pushes(push));
        assertRefused(WORLD.kuaidi100Pushes(push, "F".repeat(32)));
        assertAccepted(WORLD.kuaidi100Pushes(ShipmentId.of("yto", "YT7700000000108"), push)); // not its number
        String scan = scan("777031900000109", 1, "收件", "09:00:00");
        assertAccepted(WORLD.stoPushes(scan));
        assertAccepted(WORLD.stoPushes(scan));
        assertRefused(WORLD.stoPushes(scan, "wrong"));

        for (String provider : List.of("kuaidi100", "sto")) {
            Counters counters = new Counters(provider);
            counters.assertConserved();
            assertThat(counters.received()).isEqualTo(WORLD.callbacksOf(provider));
            assertThat(counters.rejected()).isPositive();
            assertThat(counters.repeated()).isPositive();
            new Balance(WORLD, provider).assertAgreesWith(counters);
        }
        assertThat(new Counters("kuaidi100").deadLettered()).isEqualTo(1);
    }

    /** The consumer reads nothing but public topics; the one push comes before it is killed, the other after. */
    @Test
    @Order(AFTER_THE_OTHERS)
    void aConsumersTableIsWhatTheApiTellsAlsoIfItWasKilled() {
        String number = "YT7700000000131";
        String id = ShipmentId.of("yto", number).toString();
        String moving = node("0", "在途", "14:00:00", "快件已到达【杭州转运中心】");
        try (ParcelTable table = new ParcelTable(TARGET.resolve("parcel-table.log"))) {
            table.start();
            assertAccepted(WORLD.kuaidi100Pushes(push(number, "0", moving)));
            eventually(() -> assertThat(table.knows(id)).isTrue());
            table.kill();
            assertAccepted(
                    WORLD.kuaidi100Pushes(push(number, "301", node("301", "签收", "18:02:03", "已签收，签收人：本人"), moving)));
            eventually(() -> assertThat(PARCELS.statusOf(id)).isEqualTo("DELIVERED"));
            table.start();
            eventually(() -> table.assertIsWhatTheApiTells(WORLD));
        }
    }

    @Test
    @Order(AFTER_ALL_THAT_COUNTS)
    void queriesOfDashboardsAndAlertsAndTheirPageNameMetricsThatThereAre() {
        WORLD.polled("yto", "YT7700000000116");
        WORLD.follow("yto", "YT7700000000117", "1600000000000000117");
        WORLD.gatewayTells("onerway", "{\"transactionId\": \"1600000000000000117\", \"status\": \"S\"}");

        eventually(() -> {
            Series series = Series.scraped();
            assertThat(Watching.selectors())
                    .isNotEmpty()
                    .filteredOn(selector -> !series.has(selector))
                    .isEmpty();
            assertThat(series.own()).isSubsetOf(Watching.described());
            assertThat(series.own()).containsAll(Watching.describedAsUsual());
        });
    }

    @Test
    @Order(AFTER_ALL_THAT_COUNTS)
    void whomAnErasedParcelWasAboutCanBeReadNowhere() throws IOException {
        new Forgotten(WORLD, DATA.path()).assertIsForgotten();
    }

    @Test
    @Order(LATER)
    void servicesThatAreKilledComeBackAndGoOn() {
        Balance balance = new Balance(WORLD, "kuaidi100");
        long accepted = balance.accepted();
        List<ProcessHandle> killed =
                Part.services().stream().map(PRODUCT::process).toList();
        killed.forEach(ProcessHandle::destroyForcibly);

        String number = "YT7700000000104";
        eventually(() -> PARCELS.registered("yto", number, "1600000000000000104"));
        eventually(() -> assertAccepted(WORLD.kuaidi100Pushes(delivered(number))));
        PARCELS.assertSettledOnce(
                PARCELS.registered("yto", number, "1600000000000000104"), number, "1600000000000000104");
        assertThat(killed)
                .doesNotContainAnyElementsOf(
                        Part.services().stream().map(PRODUCT::process).toList());
        assertThat(PRODUCT.said()).contains("notifier ended with code 137; starting it again in 1 s");
        balance.assertWhole(accepted + 1);
    }

    @Test
    @Order(THEN)
    void whatIsKnownSurvivesAStop() {
        String number = "YT7700000000105";
        String id = PARCELS.delivered("yto", number, "1600000000000000105");

        HttpResponse<String> said = WORLD.registerOnce("before-the-stop", "yto", "YT7700000000119");
        Stream<String> stream = WORLD.stream(id);

        PRODUCT.assertStops();
        assertThat(stream).contains("event: tracking-event");
        PRODUCT.start();

        eventually(() -> assertThat(PARCELS.statusOf(id)).isEqualTo("DELIVERED"));
        HttpResponse<String> saidAgain = WORLD.registerOnce("before-the-stop", "yto", "YT7700000000119");
        assertThat(said.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(saidAgain.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(saidAgain.statusCode()).isEqualTo(said.statusCode()).isEqualTo(201);
        assertThat(saidAgain.body()).isEqualTo(said.body());
        PARCELS.assertSettledOnce(id, number, "1600000000000000105");
        PARCELS.delivered("yto", "YT7700000000110", "1600000000000000110");
        new Counters("kuaidi100").assertConserved();
    }

    /** Whatever was killed, stopped and started before. */
    @Test
    @Order(AFTER_ALL_THAT_HAPPENS)
    void everyPublicRecordKeepsWhatConsumersArePromised() {
        PublicRecords.assertKeepWhatIsPromised();
        PublicRecords.assertTellOfAnErasure();
    }

    /** After kills, forged callbacks and a stop. */
    @Test
    @Order(AFTER_ALL_THAT_HAPPENS)
    void noSecretIsToldInLogsMetricsHealthOrRefusals() throws Exception {
        Map<String, String> environment =
                Settings.over(WORLD.settings(ONERWAY.url(), SECRET)).environment();
        Secrets secrets = Secrets.of(environment);
        assertThat(secrets.values()).contains(SECRET, World.KUAIDI100_SALT, "pipeline-sign-key");

        secrets.assertAreInNoLog(DATA.path().resolve("logs"), environment.get("WAYMARK_API_KEYS"));
        for (Part service : Part.services()) {
            secrets.assertAreNotToldAt(service.port());
            secrets.assertAreNotToldAt(service.managementPort());
        }
    }

    @Test
    @Order(LAST)
    void whatAKilledLauncherLeavesIsClearedAwayByTheNextWhichStopsEvenWhileItStarts() {
        String number = "YT7700000000111";
        String id = ShipmentId.of("yto", number).toString();
        assertAccepted(WORLD.kuaidi100Pushes(delivered(number)));
        Broker.awaitStatus(id, ShipmentStatus.DELIVERED);
        List<ProcessHandle> orphans = PRODUCT.processes();

        PRODUCT.killLauncher();
        PRODUCT.startUntil("Starting the services");

        eventually(() -> assertThat(orphans).noneMatch(ProcessHandle::isAlive));
        Broker.awaitStatus(id, ShipmentStatus.DELIVERED);
        PRODUCT.assertStops();
    }
}
