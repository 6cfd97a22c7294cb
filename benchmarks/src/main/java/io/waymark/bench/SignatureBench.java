package io.waymark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.carriers.sto.Sto;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.gateways.NoticeRequest;
import io.waymark.gateways.NoticeVerdict;
import io.waymark.gateways.asiabill.AsiaBill;
import io.waymark.gateways.onerway.Onerway;
import io.waymark.protocol.Settings;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the callbacks of one scan or one transaction cost: an STO push, and notices as both gateways document them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBench {

    private static final String STO_SECRET = "bench-sto-secret";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String SCAN =
            "{\"waybillNo\":\"773123456789\",\"trace\":{\"opOrgName\":\"浙江杭州滨江公司\",\"opOrgCode\":\"571006\","
                    + "\"opOrgCityName\":\"杭州市\",\"opOrgProvinceName\":\"浙江省\",\"opOrgTel\":\"0571-88881234\",\"opTime\":\"2026-11-20 10:05:00\","
                    + "\"scanType\":\"派件\",\"opEmpName\":\"王师傅\",\"opEmpCode\":\"571006001\","
                    + "\"memo\":\"【浙江杭州滨江公司】的派件员【王师傅 13812341234】正在为您派件\",\"bizEmpName\":\"王师傅\",\"bizEmpPhone\":\"13812341234\","
                    + "\"outBizCode\":\"571006-20261120-1\",\"tz\":\"+08:00\"}}";

    private static final String ONERWAY =
            "{\"reason\":\"{\\\"respCode\\\":\\\"20000\\\",\\\"respMsg\\\":\\\"Success\\\"}\",\"txnTimeZone\":\"+08:00\",\"orderCurrency\":\"EUR\","
                    + "\"responseTime\":\"2024-05-21 09:52:03\",\"sign\":\"fa58c37f1d7fd1e249c6bcc427aa335aa2d7335389908488e8a7f96f54c59485\","
                    + "\"merchantTxnId\":\"7517512835003047\",\"txnType\":\"SALE\",\"transactionId\":\"1792734932368752640\",\"notifyType\":\"TXN\","
                    + "\"orderAmount\":\"500.00\",\"paymentMethod\":\"VISA\",\"txnTime\":\"2024-05-21 09:51:45\",\"txnAmount\":\"\","
                    + "\"merchantNo\":\"800277\",\"status\":\"S\",\"eci\":\"5\"}";

    private static final String ASIABILL =
            "{\"data\":{\"transactionType\":\"Sale\",\"orderAmount\":\"63.65\",\"orderNo\":\"NEW_API9985936096881\",\"tradeNo\":\"2022051811043674149462\","
                    + "\"orderCurrency\":\"EUR\",\"orderInfo\":\"Transaction Approved\",\"orderStatus\":\"success\",\"remark\":\"TEST\"},"
                    + "\"type\":\"transaction.success\"}";

    private final PushProtocol sto =
            new Sto().push(new Settings(Map.of("secrets", List.of(STO_SECRET)))).orElseThrow();
    private final PayloadParser stoParser = new Sto().parser();
    private final byte[] scan = form();
    private final PushRequest push = new PushRequest(scan, FORM, Instant.EPOCH, Optional.empty());
    private final RawPayload raw = new RawPayload(
            "bench",
            "sto",
            ShipmentId.of("sto", "773123456789"),
            "sto",
            "773123456789",
            RawPayload.Route.TRACKING_NUMBER,
            0,
            Instant.parse("2026-11-20T10:05:00Z"),
            FORM,
            scan,
            Evidence.SIGNED_PUSH,
            "secret:3fa1b2c4",
            null);

    private final NoticeProtocol onerway = new Onerway()
            .notices(List.of(new Settings(
                    Map.of("merchant-no", List.of("800277"), "secret", List.of("de45ae6504ca46cb94ebd734bb650345")))));
    private final NoticeRequest onerwayNotice = new NoticeRequest(ONERWAY.getBytes(UTF_8), Map.of(), Instant.EPOCH);

    private final NoticeProtocol asiaBill = new AsiaBill()
            .notices(List.of(new Settings(Map.of("gateway-no", List.of("12246002"), "sign-key", List.of("12H4567r")))));
    private final NoticeRequest asiaBillNotice = new NoticeRequest(
            ASIABILL.getBytes(UTF_8),
            Map.of(
                    "gateway-no",
                    "12246002",
                    "request-id",
                    "1652843101234-77",
                    "request-time",
                    "1652843101234",
                    "version",
                    "V2022-03",
                    "sign-info",
                    "8567913696D98566D8B07F1B459A5C7AE23B58CDA49A87575BDF885DCF965D6D"),
            Instant.EPOCH);

    /** Signed here and not with the code that is measured. */
    private static byte[] form() {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest((SCAN + STO_SECRET).getBytes(UTF_8));
            String digest = Base64.getEncoder().encodeToString(hash);
            return ("content=" + URLEncoder.encode(SCAN, UTF_8) + "&data_digest=" + URLEncoder.encode(digest, UTF_8))
                    .getBytes(UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    /** In webhook-ingest: the digest of an STO push, and whose parcel it is. */
    @Benchmark
    public Verdict verifySto() {
        return sto.verify(push);
    }

    /** In the normalizer: its scan. */
    @Benchmark
    public ParsedPayload parseSto() {
        return stoParser.parse(raw);
    }

    @Benchmark
    public NoticeVerdict verifyOnerway() {
        return onerway.verify(onerwayNotice);
    }

    @Benchmark
    public NoticeVerdict verifyAsiaBill() {
        return asiaBill.verify(asiaBillNotice);
    }
}
