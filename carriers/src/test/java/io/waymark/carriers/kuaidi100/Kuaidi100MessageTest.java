package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Kuaidi100MessageTest {

    private static final int PUSHES = 20_000;

    /** How often a field is there. */
    private static final List<Integer> TIMES = List.of(0, 1, 1, 1, 1, 2);

    private static final List<String> PUSH =
            List.of("status", "message", "autoCheck", "comOld", "comNew", "billstatus", "lastResult", "destResult");
    private static final List<String> HISTORY = List.of("com", "nu", "state", "ischeck", "data");
    private static final List<String> NODE = List.of(
            "ftime", "time", "context", "statusCode", "status", "areaName", "location", "areaCode", "areaCenter", "");

    // spotless:off
    private static final List<String> VALUES = List.of(
            "null", "true", "false", "0", "-0", "1002", "-17", "1.50", "1e3", "1E400", "12345678901", "123456789012345678901234567890",
            "\"\"", "\" \"", "\"abort\"", "\"updateall\"", "\"1\"", "\" 已签收, 签收人：本人\\t\"", "\"\u3000杭州市\u00a0\"", "\"𠮷野家😀é\"",
            "\"\\u7b7e\\u6536\\/\\\"\\\\\"", "\"\\ud83d\\ude00\"", "{}", "[]", "[[{\"status\":\"x\"}],\"status\"]",
            "{\"context\":{\"context\":\"inner\"},\"data\":[{}]}");

    private static final List<String> BROKEN = List.of("", "007", "+1", ".5", "NaN", "nul", "'a'", "\"\\q\"", "\"a\nb\"", "1".repeat(65), "[".repeat(40) + "]".repeat(40));

    private static final List<String> MUTATIONS = List.of("", "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "0", "x", "签", "\uFEFF", "\u0000");
    // spotless:on

    @Test
    void isTheSameReadByTokensAsReadAsATree() {
        Random random = new Random(20261122);
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < PUSHES; i++) {
            String push = random.nextBoolean() ? push(random) : mutated(push(random), random);
            Object expected = read(() -> MessageTree.message(JsonText.object(push)));
            times.merge(expected instanceof String refused ? refused : "read", 1, Integer::sum);

            assertThat(read(() -> JsonText.object(push.getBytes(UTF_8), Kuaidi100Message::read)))
                    .as(push)
                    .isEqualTo(expected);
            assertThat(read(() -> JsonText.object(push, Kuaidi100Message::read)))
                    .as(push)
                    .isEqualTo(expected);
        }
        assertThat(times).containsOnlyKeys("read", "not JSON", "not a JSON object", "empty");
        assertThat(times.get("read")).isBetween(PUSHES / 10, 9 * PUSHES / 10);
    }

    @Test
    void hasTheSameNumberOfNodesAtMostAsATree() {
        for (int nodes : new int[] {511, 512, 513, 600}) {
            String data = IntStream.range(0, nodes)
                    .mapToObj(i -> "{\"context\":\"" + i + "\"}")
                    .collect(joining(","));
            String push = "{\"lastResult\":{\"data\":[" + data + "],\"state\":\"3\"}}";

            assertThat(JsonText.object(push.getBytes(UTF_8), Kuaidi100Message::read))
                    .isEqualTo(MessageTree.message(JsonText.object(push)));
        }
    }

    /** What was read, or why nothing was. */
    private static Object read(Supplier<Kuaidi100Message> reading) {
        try {
            return reading.get();
        } catch (MalformedPayloadException e) {
            return e.detail();
        }
    }

    private static String push(Random random) {
        return random.nextInt(50) == 0
                ? value(random)
                : object(PUSH, random, (field, at) -> field.endsWith("Result") ? history(at) : value(at));
    }

    private static String history(Random random) {
        return object(HISTORY, random, (field, at) -> field.equals("data") ? nodes(at) : value(at));
    }

    private static String nodes(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> object(NODE, random, (field, at) -> value(at)))
                .collect(joining(", ", "[", "]"));
    }

    private static String object(List<String> names, Random random, BiFunction<String, Random, String> values) {
        List<String> fields = new ArrayList<>();
        for (String name : names) {
            for (int times = TIMES.get(random.nextInt(TIMES.size())); times > 0; times--) {
                boolean any = random.nextInt(8) == 0;
                fields.add("\"" + name + "\":" + (any ? value(random) : values.apply(name, random)));
            }
        }
        Collections.shuffle(fields, random);
        return "{" + String.join(",", fields) + "}";
    }

    private static String value(Random random) {
        return random.nextInt(400) == 0 ? pick(BROKEN, random) : pick(VALUES, random);
    }

    /** Cut short, or with something put in the place of something; half a character becomes a question mark. */
    private static String mutated(String push, Random random) {
        int from = random.nextInt(push.length() + 1);
        int to = Math.min(push.length(), from + random.nextInt(3));
        String rest = random.nextInt(4) == 0 ? "" : pick(MUTATIONS, random) + push.substring(to);
        return new String((push.substring(0, from) + rest).getBytes(UTF_8), UTF_8);
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
