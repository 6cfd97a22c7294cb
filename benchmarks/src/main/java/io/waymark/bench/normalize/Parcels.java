package io.waymark.bench.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Parcels whose texts differ as those of a real day do: places, people, telephones and times are drawn for each parcel, so that
 * what is compressed is not the same text over and over. The same number always gives the same parcel.
 *
 * @param nodes of the longest push of each
 */
record Parcels(int nodes) {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final LocalDateTime BEGUN = LocalDateTime.of(2026, 11, 10, 8, 0);

    private static final List<String> CITIES = List.of(
            ("北京市 上海市 广州市 深圳市 杭州市 南京市 武汉市 成都市 重庆市 西安市 郑州市 长沙市 合肥市 福州市 厦门市 南昌市 济南市 青岛市 石家庄市 太原市 沈阳市 大连市 长春市 哈尔滨市 "
                            + "昆明市 贵阳市 南宁市 海口市 兰州市 银川市 西宁市 乌鲁木齐市 宁波市 温州市 金华市 义乌市 苏州市 无锡市 常州市 东莞市 佛山市 中山市 惠州市 泉州市")
                    .split(" "));

    private static final List<String> WORKS = List.of(
            "快件已到达【%s转运中心】",
            "快件已从【%s转运中心】发出，准备发往【%s】",
            "【%s】已装车，车签号%d",
            "快件已到达【%s%s营业点】",
            "%s的收件员【%s】已揽件（%s）",
            "【%s%s营业点】的派件员【%s %s】正在为您派件");

    private static final List<String> PLACES = List.of("滨江 西湖 朝阳 海淀 浦东 天河 南山 武侯 雁塔 高新 开发区 城东 城西 江北 鼓楼 雨花".split(" "));

    private static final List<String> PEOPLE = List.of("王建国 李强 张伟 刘洋 陈静 杨帆 赵磊 黄敏 周涛 吴刚 徐丽 孙浩".split(" "));

    /** What is known of a parcel before anybody told of it. */
    ShipmentHistory nothingOf(int parcel) {
        return ShipmentHistory.of(id(parcel), "yto", number(parcel));
    }

    static ShipmentId id(int parcel) {
        return ShipmentId.of("yto", number(parcel));
    }

    private static String number(int parcel) {
        return "YT%013d".formatted(parcel);
    }

    /**
     * A push of a parcel.
     *
     * @param missing how many of its newest nodes it has not yet
     */
    RawPayload push(int parcel, int missing) {
        return new RawPayload(
                "bench-" + parcel + "-" + missing,
                "kuaidi100",
                id(parcel),
                "yto",
                number(parcel),
                RawPayload.Route.SHIPMENT_PATH,
                1,
                Instant.parse("2026-11-20T10:05:00Z").plusSeconds(60L * (nodes - missing)),
                FORM,
                ("param=" + URLEncoder.encode(param(parcel, missing), UTF_8) + "&sign=" + "0".repeat(32))
                        .getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "derived-salt:fc513c48",
                null);
    }

    /** The same push as it lies in Kafka: sealed, if that is on. */
    static RawPayload with(RawPayload raw, Sealed sealed) {
        return new RawPayload(
                raw.id(),
                raw.provider(),
                raw.shipmentId(),
                raw.carrier(),
                raw.trackingNumber(),
                raw.route(),
                raw.subscription(),
                raw.receivedAt(),
                raw.contentType(),
                sealed.bytes(),
                raw.evidence(),
                raw.verifiedBy(),
                sealed.key() == null ? null : raw.id());
    }

    /** Seals the body of a push as webhook-ingest does. */
    static Sealed sealed(Sealing sealing, RawPayload raw) {
        return sealing.seal(raw.body(), Sealing.context(raw.shipmentId(), raw.id()));
    }

    private String param(int parcel, int missing) {
        StringBuilder data = new StringBuilder();
        for (int index = missing; index < nodes; index++) {
            data.append(index == missing ? "" : ",").append(node(parcel, nodes - index));
        }
        return "{\"status\":\"polling\",\"billstatus\":\"got\",\"message\":\"\",\"autoCheck\":\"0\",\"comOld\":\"\","
                + "\"comNew\":\"\",\"lastResult\":{\"message\":\"ok\",\"state\":\"1002\",\"status\":\"200\","
                + "\"condition\":\"00\",\"ischeck\":\"0\",\"com\":\"yuantong\",\"nu\":\"" + number(parcel)
                + "\",\"data\":[" + data + "]}}";
    }

    /** @param place in the history, counted from the oldest, which is 1 */
    private static String node(int parcel, int place) {
        SplittableRandom random = new SplittableRandom(parcel * 1_000L + place);
        String time = BEGUN.plusSeconds(random.nextInt(86_400))
                .plusHours(5L * place + 24)
                .format(TIME);
        String city = any(CITIES, random);
        return "{\"context\":\"【" + city + "】 " + work(city, random) + "\",\"time\":\"" + time + "\",\"ftime\":\""
                + time
                + "\",\"status\":\"干线\",\"statusCode\":\"1002\",\"areaCode\":\"CN"
                + (110_000 + 10 * random.nextInt(50_000)) + "000000\",\"areaName\":\"" + city
                + "\",\"areaCenter\":\"120.15507,30.274085\",\"areaPinYin\":\"\",\"location\":\"\"}";
    }

    private static String work(String city, SplittableRandom random) {
        String place = any(PLACES, random);
        String person = any(PEOPLE, random);
        String telephone = "1" + (3_000_000_000L + random.nextLong(6_999_999_999L));
        String template = any(WORKS, random);
        return switch (WORKS.indexOf(template)) {
            case 1 -> template.formatted(city, any(CITIES, random));
            case 2 -> template.formatted(city, 100_000_000 + random.nextInt(900_000_000));
            case 3 -> template.formatted(city, place);
            case 4 -> template.formatted(city, person, telephone);
            case 5 -> template.formatted(city, place, person, telephone);
            default -> template.formatted(city);
        };
    }

    private static String any(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }
}
