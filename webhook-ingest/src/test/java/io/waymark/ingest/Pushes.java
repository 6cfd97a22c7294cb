package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Callbacks as providers make them, signed here with no help from the code under test. */
final class Pushes {

    private Pushes() {}

    static String kuaidi100(String number, int nodes) {
        StringBuilder data = new StringBuilder();
        for (int i = nodes; i > 0; i--) {
            data.append(data.isEmpty() ? "" : ",")
                    .append("{\"context\":\"快件已到达【杭州转运中心】 %2B + 扫描 ")
                    .append(i)
                    .append("\",\"time\":\"2024-05-02 10:")
                    .append(10 + i % 50)
                    .append(":00\",\"status\":\"在途\",\"statusCode\":\"0\"}");
        }
        return "{\"status\":\"polling\",\"lastResult\":{\"state\":\"0\",\"com\":\"yuantong\",\"nu\":\"" + number
                + "\",\"data\":[" + data + "]}}";
    }

    static String sto(String number) {
        return "{\"waybillNo\":\"" + number
                + "\",\"trace\":{\"outBizCode\":\"OB-1\",\"opTime\":\"2024-05-02 10:00:00\",\"scanType\":\"收件\"}}";
    }

    static String kuaidi100Form(String param, String salt) {
        String sign = HexFormat.of().withUpperCase().formatHex(md5(param + salt));
        return "sign=" + sign + "&param=" + URLEncoder.encode(param, UTF_8);
    }

    static String stoForm(String content, String secret) {
        return "content=" + URLEncoder.encode(content, UTF_8) + "&data_digest="
                + URLEncoder.encode(stoDigest(content, secret), UTF_8);
    }

    static String stoDigest(String content, String secret) {
        return Base64.getEncoder().encodeToString(md5(content + secret));
    }

    /** A webhook of STO's article dialect, signed as the article's Python sample signs. */
    static String stoArticle(String number, Instant sent, String secret) {
        String timestamp = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
                .withZone(ZoneId.of("Asia/Shanghai"))
                .format(sent);
        String signed = secret + "current_statusSIGNEDcurrent_time2023-06-30%2016%3A05%3A00eventTRACE_UPDATEtimestamp"
                + timestamp + "tracking_number" + number + secret;
        return """
                {"event":"TRACE_UPDATE","tracking_number":"%s","current_status":"SIGNED","current_time":"2023-06-30 16:05:00",
                "timestamp":"%s","signature":"%s"}"""
                .formatted(number, timestamp, HexFormat.of().withUpperCase().formatHex(md5(signed)));
    }

    static String derivedSalt(String masterSecret, String shipmentId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(masterSecret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(shipmentId.getBytes(UTF_8)))
                    .substring(0, 32);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
