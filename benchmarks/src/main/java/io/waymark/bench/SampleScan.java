package io.waymark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** A push of STO with one scan, signed here and not with the code that is measured. */
public final class SampleScan {

    /** With which STO signs. */
    public static final String SECRET = "bench-sto-secret";

    private SampleScan() {}

    /** As it comes, of the parcel with this number. */
    public static byte[] form(String number) {
        String content =
                """
                {"waybillNo":"%1$s","linkCode":"STO_TRACE_PLATFORM_PUSH","trace":{"outBizCode":"OB-%1$s-1",\
                "opOrgName":"浙江杭州滨江公司","opOrgCode":"310001","opOrgType":"1","opOrgCityName":"杭州市",\
                "opOrgProvinceName":"浙江省","opTime":"2026-11-20 18:02:11","scanType":"签收","memo":"已签收，签收人：本人",\
                "signoffPeople":"本人"}}"""
                        .formatted(number);
        return ("content=" + URLEncoder.encode(content, UTF_8) + "&data_digest="
                        + URLEncoder.encode(digest(content), UTF_8)
                        + "&msg_type=STO_TRACE_PLATFORM_PUSH&to_code=waymark")
                .getBytes(UTF_8);
    }

    private static String digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest((content + SECRET).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has it", e);
        }
    }
}
