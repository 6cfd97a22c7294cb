package io.waymark.bench.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A file as a shop would export it: one line in a thousand is not valid. */
final class ShipmentFile {

    private static final List<String> CARRIERS = List.of("sto", "sf", "zto", "yto", "yunda", "jtexpress");
    private static final List<String> PLACES =
            List.of("广东省深圳市南山区", "浙江省杭州市滨江区", "北京市朝阳区", "四川省成都市武侯区", "上海市浦东新区", "湖北省武汉市洪山区");
    private static final int BAD_EVERY = 1000;

    private ShipmentFile() {}

    static Path write(int lines) throws IOException {
        Path file = Files.createTempFile("waymark-bench", ".csv");
        Random random = new Random(9);
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("运单号,快递公司,订单号,发货地,目的地,手机号,标签,代收货款\r\n");
            for (int i = 0; i < lines; i++) {
                out.write("77%010d,%s,ORD%d,%s,%s,138%08d,store-%d,%d.90\r\n"
                        .formatted(
                                i,
                                i % BAD_EVERY == BAD_EVERY - 1 ? "?" : CARRIERS.get(i % CARRIERS.size()),
                                i,
                                PLACES.get(random.nextInt(PLACES.size())),
                                PLACES.get(random.nextInt(PLACES.size())),
                                random.nextInt(100_000_000),
                                random.nextInt(40),
                                random.nextInt(1000)));
            }
        }
        return file;
    }

    /** How many lines of so many are not valid. */
    static int bad(int lines) {
        return lines / BAD_EVERY;
    }
}
