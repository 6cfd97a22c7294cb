package io.waymark.quickstart;

import static io.waymark.quickstart.Pushes.node;
import static io.waymark.quickstart.Pushes.push;
import static io.waymark.quickstart.Pushes.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.quickstart.OnerwayDouble.Upload;
import io.waymark.quickstart.Product.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
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
    private static final int LATER = Integer.MAX_VALUE - 1;
    private static final int LAST = Integer.MAX_VALUE;

    private static final OnerwayDouble ONERWAY = new OnerwayDouble(SECRET);
    private static final World WORLD = new World();
    private static final Product PRODUCT = new Product(
            TARGET.resolve("pipeline"),
            Map.of(
                    "WAYMARK_KUAIDI100_SALTS",
                    World.KUAIDI100_SALT,
                    "WAYMARK_STO_SECRETS",
                    World.STO_SECRET,
                    "WAYMARK_ONERWAY_URL",
                    ONERWAY.url(),
                    "WAYMARK_ONERWAY_SECRET",
                    SECRET));

    @BeforeAll
    static void start() {
        PRODUCT.start("--fresh");
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
        String id = registered("yto", number, "1600000000000000101");
        String pickedUp = node("1", "揽收", "09:00:00", "【深圳南山网点】已收件");
        String moving = node("0", "在途", "14:00:00", "快件已到达【杭州转运中心】");
        String outForDelivery = node("5", "派件", "16:10:00", "派件员【王师傅 13812341234】正在派件");
        String delivered = node("301", "签收", "18:02:03", "已签收，签收人：本人");

        // the parcel is on its way
        assertAccepted(WORLD.kuaidi100Pushes(push(number, "5", outForDelivery, moving, pickedUp)));
        eventually(() -> assertThat(statusOf(id)).isEqualTo("OUT_FOR_DELIVERY"));
        assertThat(ONERWAY.uploadsOf(number)).isEmpty();

        // a forged delivery changes nothing
        String last = push(number, "301", delivered, outForDelivery, moving, pickedUp);
        assertThat(WORLD.kuaidi100Pushes(last, "F".repeat(32)).path("result").asBoolean(true))
                .isFalse();

        // the delivery, then the same push again, then an old one late
        assertAccepted(WORLD.kuaidi100Pushes(last));
        assertAccepted(WORLD.kuaidi100Pushes(last));
        assertAccepted(WORLD.kuaidi100Pushes(push(number, "0", moving, pickedUp)));
        assertSettledOnce(id, number, "1600000000000000101");
        JsonNode shipment = WORLD.shipment(id);
        assertThat(shipment.path("events")).hasSize(4);
        assertThat(shipment.toString()).as("the courier's phone").doesNotContain("13812341234");
    }

    @Test
    void aParcelThatStoReportsDeliveredIsSettledOnce() {
        String number = "777031900000102";
        String id = registered("sto", number, "1600000000000000102");

        // scans arrive one by one, out of order, one of them twice
        assertAccepted(WORLD.stoPushes(scan(number, 2, "到件", "14:00:00")));
        assertAccepted(WORLD.stoPushes(scan(number, 1, "收件", "09:00:00")));
        assertAccepted(WORLD.stoPushes(scan(number, 3, "派件", "16:10:00")));
        assertAccepted(WORLD.stoPushes(scan(number, 2, "到件", "14:00:00")));
        eventually(() -> assertThat(statusOf(id)).isEqualTo("OUT_FOR_DELIVERY"));
        assertThat(ONERWAY.uploadsOf(number)).isEmpty();

        // a forged return changes nothing; the delivery counts
        JsonNode refused = WORLD.stoPushes(scan(number, 9, "退回件", "20:00:00"), "wrong");
        assertThat(refused.path("success").asBoolean(true)).isFalse();
        assertAccepted(WORLD.stoPushes(scan(number, 4, "签收", "18:02:03")));
        assertSettledOnce(id, number, "1600000000000000102");
        assertThat(WORLD.shipment(id).path("events")).hasSize(4);
    }

    @Test
    void aParcelThatIsNotDeliveredIsNotUploaded() {
        String number = "YT7700000000103";
        String id = registered("yto", number, "1600000000000000103");

        assertAccepted(WORLD.kuaidi100Pushes(push(number, "2", node("2", "疑难", "18:00:00", "收件人电话无法接通"))));

        eventually(() -> assertThat(statusOf(id)).isIn("EXCEPTION", "DELIVERY_FAILED"));
        assertThat(ONERWAY.uploadsOf(number)).isEmpty();
        assertThat(settlementOf(id).path("state").asText()).isEqualTo("OWED");
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

    @Test
    @Order(LATER)
    void servicesThatAreKilledComeBackAndGoOn() {
        List<ProcessHandle> killed =
                Part.services().stream().map(PRODUCT::process).toList();
        killed.forEach(ProcessHandle::destroyForcibly);

        String number = "YT7700000000104";
        String push = push(number, "301", node("301", "签收", "18:02:03", "已签收，签收人：本人"));
        eventually(() -> registered("yto", number, "1600000000000000104"));
        eventually(() -> assertAccepted(WORLD.kuaidi100Pushes(push)));
        assertSettledOnce(registered("yto", number, "1600000000000000104"), number, "1600000000000000104");
        assertThat(killed)
                .doesNotContainAnyElementsOf(
                        Part.services().stream().map(PRODUCT::process).toList());
        assertThat(PRODUCT.said()).contains("notifier ended with code 137; starting it again in 1 s");
    }

    @Test
    @Order(LAST)
    void whatIsKnownSurvivesAKilledLauncherAndAStopLeavesNoProcess() {
        String number = "YT7700000000105";
        String id = registered("yto", number, "1600000000000000105");
        assertAccepted(WORLD.kuaidi100Pushes(push(number, "301", node("301", "签收", "18:02:03", "已签收，签收人：本人"))));
        assertSettledOnce(id, number, "1600000000000000105");
        List<ProcessHandle> before = PRODUCT.processes();

        PRODUCT.killLauncher();
        PRODUCT.start();

        assertThat(before).noneMatch(ProcessHandle::isAlive);
        eventually(() -> assertThat(statusOf(id)).isEqualTo("DELIVERED"));
        assertSettledOnce(id, number, "1600000000000000105");

        List<ProcessHandle> running = PRODUCT.processes();
        assertThat(running).hasSizeGreaterThan(Part.values().length);
        assertThat(PRODUCT.stop()).isLessThan(Duration.ofSeconds(15));
        eventually(() -> assertThat(running).noneMatch(ProcessHandle::isAlive));
    }

    private static String registered(String carrier, String number, String transactionId) {
        JsonNode shipment = WORLD.register(carrier, number, transactionId);
        assertThat(shipment.path("shipmentId").asText()).as("%s", shipment).isNotEmpty();
        return shipment.path("shipmentId").asText();
    }

    private static void assertAccepted(JsonNode answer) {
        assertThat(answer.path("result").asBoolean() || answer.path("success").asBoolean())
                .as("%s", answer)
                .isTrue();
    }

    /** The settlement is acknowledged; and of the parcel there is one upload, rightly signed, and no other follows. */
    private static void assertSettledOnce(String id, String number, String transactionId) {
        eventually(() -> assertThat(settlementOf(id).path("state").asText()).isEqualTo("ACKNOWLEDGED"));
        assertThat(statusOf(id)).isEqualTo("DELIVERED");
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> assertThat(ONERWAY.uploadsOf(number)).hasSize(1));
        Upload upload = ONERWAY.uploadsOf(number).get(0);
        assertThat(upload.signed()).isTrue();
        assertThat(upload.path()).isEqualTo("/v1/txn/logistics");
        assertThat(upload.fields())
                .containsEntry("merchantNo", "800058")
                .containsEntry("transactionId", transactionId)
                .containsEntry("carrierNo", "STO")
                .containsEntry("trackingNo", number);
    }

    private static String statusOf(String id) {
        return WORLD.shipment(id).path("status").asText();
    }

    private static JsonNode settlementOf(String id) {
        return WORLD.shipment(id).path("settlements").path(0);
    }

    private static void eventually(ThrowingRunnable claim) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(claim);
    }
}
