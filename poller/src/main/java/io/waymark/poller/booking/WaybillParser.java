package io.waymark.poller.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Line;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.contract.Tracking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an order. Fails with 422 naming every field at fault. What a carrier needs beyond the fields that are
 * required here its protocol says afterwards.
 */
final class WaybillParser {

    /** As long as the shortest that a carrier is known to keep. */
    private static final int MAX_ORDER = 64;

    private static final int MAX_WORD = 64;
    private static final int MAX_PHONE = 32;
    private static final int MAX_TEXT = 200;
    private static final int MAX_LINES = 100;
    private static final int MAX_PIECES = 1000;
    private static final int MAX_OPTIONS = 40;
    private static final int MAX_LABELS = 20;

    private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private final ObjectNode body;
    private final FieldReader fields;
    private final List<FieldError> errors = new ArrayList<>();

    private WaybillParser(ObjectNode body) {
        this.body = body;
        this.fields = new FieldReader(body, errors);
    }

    /** What was written for the carrier; null if nothing was. */
    static @Nullable String carrier(ObjectNode body) {
        return new FieldReader(body, new ArrayList<>()).text("carrier", MAX_WORD);
    }

    /** @param carrier Waymark's code, known to take orders */
    static BookingRequest parse(ObjectNode body, String carrier) {
        return new WaybillParser(body).request(carrier);
    }

    private BookingRequest request(String carrier) {
        fields.has("carrier");
        WaybillOrder order = new WaybillOrder(
                said(fields.requiredText("orderId", MAX_ORDER)),
                party("sender"),
                party("receiver"),
                cargo(),
                lines(),
                fields.text("service", MAX_WORD),
                Objects.requireNonNullElse(fields.word("payer", Payer.class, Payer::name), Payer.SENDER),
                Objects.requireNonNullElse(fields.truth("label"), true),
                options());
        List<String> labels = Objects.requireNonNullElse(fields.texts("labels", MAX_LABELS, MAX_WORD), List.of());
        Tracking tracking =
                Objects.requireNonNullElse(fields.word("tracking", Tracking.class, Tracking::code), Tracking.AUTO);
        fields.refuseUnknown();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return new BookingRequest(carrier, order, labels, tracking);
    }

    private Party party(String name) {
        FieldReader party = fields.object(name);
        if (party == null) {
            if (!fields.has(name)) {
                fields.refuse(name, "is required");
            }
            return new Party("", "", "", "", "", "", "", "");
        }
        Party read = new Party(
                said(party.requiredText("name", MAX_TEXT)),
                phone(party),
                said(party.text("email", MAX_TEXT)),
                said(party.text("province", MAX_WORD)),
                said(party.text("city", MAX_WORD)),
                said(party.text("district", MAX_WORD)),
                said(party.requiredText("address", MAX_TEXT)),
                said(party.text("postCode", MAX_WORD)));
        party.refuseUnknown();
        return read;
    }

    /** Carriers call it {@code mobile}; either name will do. */
    private static String phone(FieldReader party) {
        String mobile = party.text("mobile", MAX_PHONE);
        party.has("phone");
        return mobile == null ? said(party.requiredText("phone", MAX_PHONE)) : mobile;
    }

    private Cargo cargo() {
        FieldReader cargo = fields.object("cargo");
        if (cargo == null) {
            return new Cargo("", null, null, 1);
        }
        Cargo read = new Cargo(
                said(cargo.text("name", MAX_TEXT)), cargo.amount("weight"), cargo.amount("volume"), pieces(cargo));
        cargo.refuseUnknown();
        return read;
    }

    /** Carriers call it {@code count}; either name will do. */
    private static int pieces(FieldReader cargo) {
        Integer count = cargo.whole("count", 1, MAX_PIECES);
        Integer pieces = cargo.whole("pieces", 1, MAX_PIECES);
        return pieces != null ? pieces : count != null ? count : 1;
    }

    private List<Line> lines() {
        List<FieldReader> written = fields.objects("lines", MAX_LINES);
        return written == null
                ? List.of()
                : written.stream().map(WaybillParser::line).toList();
    }

    private static Line line(FieldReader line) {
        BigDecimal quantity = line.amount("quantity");
        Line read = new Line(
                said(line.requiredText("name", MAX_TEXT)),
                Objects.requireNonNullElse(quantity, BigDecimal.ONE),
                line.amount("price"),
                said(line.text("currency", MAX_WORD)));
        line.refuseUnknown();
        return read;
    }

    /** What only one carrier knows: texts, numbers or truths under that carrier's names, for its protocol to check. */
    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        FieldReader reader = fields.object("options");
        if (reader == null) {
            return options;
        }
        JsonNode written = body.get("options");
        if (written.size() > MAX_OPTIONS) {
            fields.refuse("options", "must have at most " + MAX_OPTIONS + " fields");
            return options;
        }
        written.properties().forEach(option -> {
            if (!OPTION.matcher(option.getKey()).matches()) {
                fields.refuse("options", "must have plain names of at most 64 letters, digits and _");
            } else if (option.getValue().isTextual()) {
                options.put(option.getKey(), said(reader.text(option.getKey(), MAX_TEXT)));
            } else if (option.getValue().isNumber() || option.getValue().isBoolean()) {
                options.put(option.getKey(), option.getValue().asText());
            } else if (!option.getValue().isNull()) {
                reader.refuse(option.getKey(), "must be a text, a number or true or false");
            }
        });
        return options;
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
