package io.waymark.normalizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.International;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What arrives of one parcel, written in a line: reports, each from its {@code ;} to the next, of words.
 *
 * <pre>
 *   k/2 abort 3天查询无记录   Kuaidi100, of the 2nd subscription (1 if none is named), the status, the message
 *   state:3 corrected:ems   its top-level state, the carrier it corrects to
 *   5@1 301@2a far:0@3      its nodes, the oldest first: code and hour, a letter for words of their own; the destination's
 *   sto 签收@3#A tz:+09:00   STO: the scan's type and hour, its outBizCode, its zone
 *   text 已签收@3            30post: words and hour
 *   register:SA             a merchant, who names the country of the destination
 *   +60                     received so many seconds after the others
 * </pre>
 */
record Arrivals(List<Consumer<NormalizerDriver>> list) {

    private static final TrackedNumber PARCEL = new TrackedNumber("yto", "YT1");
    private static final LocalDateTime MIDNIGHT = LocalDateTime.parse("2024-05-01T00:00:00");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    static Arrivals of(String line) {
        return new Arrivals(Stream.of(line.split(";"))
                .map(String::strip)
                .map(Arrivals::report)
                .toList());
    }

    private static Consumer<NormalizerDriver> report(String text) {
        Words words = new Words(List.of(text.split(" +")));
        String source = words.list.get(0);
        if (source.startsWith("register")) {
            String country = source.contains(":") ? source.substring(source.indexOf(':') + 1) : null;
            return normalizer -> normalizer.take(PARCEL.registration(new International(null, null, country, null)));
        }
        RawPayload raw =
                switch (source) {
                    case "sto" -> sto(words);
                    case "text" -> text(words);
                    default -> kuaidi100(words);
                };
        return normalizer -> normalizer.take(raw);
    }

    private static RawPayload kuaidi100(Words words) {
        String status = words.list.get(1);
        ObjectNode push = JsonSerde.mapper().createObjectNode();
        push.put("status", status).put("message", words.last());
        words.named("corrected").ifPresent(carrier -> {
            boolean abort = status.equals("abort");
            push.put("autoCheck", abort ? "0" : "1").put("comOld", abort ? "" : "yuantong");
            push.put("comNew", carrier);
        });
        history(push.putObject("lastResult"), words, "");
        if (words.list.stream().anyMatch(word -> word.startsWith("far:"))) {
            history(push.putObject("destResult"), words, "far:");
        }
        String subscription = words.list.get(0).replaceAll("k/?", "");
        return PARCEL.kuaidi100(
                PARCEL.id(),
                subscription.isEmpty() ? 1 : Integer.parseInt(subscription),
                words.receivedAt(),
                push.toString());
    }

    private static void history(ObjectNode history, Words words, String leg) {
        history.put("com", "yuantong").put("nu", PARCEL.number());
        history.put("state", words.named("state").orElse(""));
        ArrayNode data = history.putArray("data");
        words.nodes(leg).forEach(node -> data.insertObject(0)
                .put("time", node.time())
                .put("context", "words of " + node.when())
                .put("statusCode", node.code()));
    }

    private static RawPayload sto(Words words) {
        Node node = words.nodes("").findFirst().orElseThrow();
        ObjectNode push = JsonSerde.mapper().createObjectNode().put("waybillNo", PARCEL.number());
        push.putObject("trace")
                .put("opTime", node.time())
                .put("scanType", node.code())
                .put("outBizCode", node.distinction())
                .put("tz", words.named("tz").orElse(""));
        return PARCEL.sto(words.receivedAt(), push.toString());
    }

    private static RawPayload text(Words words) {
        ObjectNode answer = JsonSerde.mapper().createObjectNode().put("success", "1");
        words.nodes("").forEach(node -> answer.putArray("cnExpress")
                .addObject()
                .put("event", node.code())
                .put("dateTime", node.time()));
        return PARCEL.thirtyPost(words.receivedAt(), answer.toString());
    }

    private record Node(String code, String when) {

        /** An hour of the first of May, or what is none. */
        String time() {
            String hours = when.replaceAll("\\D.*", "");
            return hours.isEmpty()
                    ? when
                    : MIDNIGHT.plusHours(Integer.parseInt(hours)).format(FORMAT);
        }

        String distinction() {
            return when.contains("#") ? when.substring(when.indexOf('#')) : "";
        }
    }

    private record Words(List<String> list) {

        Optional<String> named(String name) {
            return list.stream()
                    .filter(word -> word.startsWith(name + ":"))
                    .map(word -> word.substring(name.length() + 1))
                    .findFirst();
        }

        Stream<Node> nodes(String leg) {
            return list.stream()
                    .filter(word -> word.contains("@") && word.startsWith("far:") == leg.equals("far:"))
                    .map(word -> word.substring(leg.length()).split("@"))
                    .map(parts -> new Node(parts[0], parts[1]));
        }

        String last() {
            return list.get(list.size() - 1);
        }

        Instant receivedAt() {
            return TrackedNumber.RECEIVED.plusSeconds(last().startsWith("+") ? Long.parseLong(last().substring(1)) : 0);
        }
    }
}
