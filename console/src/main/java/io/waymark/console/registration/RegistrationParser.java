package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.api.request.Texts;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.NumberShapes;
import io.waymark.contract.Goods;
import io.waymark.contract.International;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Tracking;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a registration. Fails with 422 naming every field at fault; a number is never refused for its shape
 * when its carrier is given.
 */
final class RegistrationParser {

    /** What a merchant writes for the carrier to have it recognised. */
    private static final String AUTO = "auto";

    private static final International NOWHERE = new International(null, null, null, null);

    private static final int MAX_NUMBER = 64;
    private static final int MAX_ORDER = 128;
    private static final int MAX_PLACE = 500;
    private static final int MAX_PHONE = 32;
    private static final int MAX_LABELS = 20;
    private static final int MAX_LABEL = 64;
    private static final Duration MAX_UNLOCK_AFTER = Duration.ofDays(365);

    private final FieldReader fields;
    private final List<FieldError> errors = new ArrayList<>();
    private List<String> candidates = List.of();

    private RegistrationParser(ObjectNode body) {
        fields = new FieldReader(body, errors);
    }

    static RegistrationRequest parse(ObjectNode body) {
        return new RegistrationParser(body).request();
    }

    /** A body of carrier and number alone. */
    static AliasRequest parseAlias(ObjectNode body) {
        return new RegistrationParser(body).alias();
    }

    private AliasRequest alias() {
        String number = number();
        String carrier = carrier(number);
        fields.refuseUnknown();
        if (carrier == null || number == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors).withCandidates(candidates));
        }
        return new AliasRequest(carrier, number);
    }

    private RegistrationRequest request() {
        String number = number();
        String carrier = carrier(number);
        Details details = details();
        FieldReader inner = fields.object("settlement");
        SettlementRequest settlement = inner == null ? null : SettlementParser.read(inner);
        fields.refuseUnknown();
        if (carrier == null || number == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors).withCandidates(candidates));
        }
        return new RegistrationRequest(carrier, number, details, settlement);
    }

    private @Nullable String number() {
        String written = fields.requiredText("trackingNumber", MAX_NUMBER);
        if (written == null) {
            return null;
        }
        String number = ShipmentId.normalNumber(written);
        return Texts.length(number) <= MAX_NUMBER
                ? number
                : fields.refuse("trackingNumber", "must have at most " + MAX_NUMBER + " characters in upper case");
    }

    private @Nullable String carrier(@Nullable String number) {
        String written = fields.requiredText("carrier", MAX_NUMBER);
        if (written == null) {
            return null;
        }
        if (written.equalsIgnoreCase(AUTO)) {
            return number == null ? null : recognised(number);
        }
        String code = CarrierCodes.own(written);
        return CarrierCodes.isCode(code) ? code : fields.refuse("carrier", "must be a carrier's code, e.g. sto");
    }

    private @Nullable String recognised(String number) {
        NumberShapes.Recognised recognised = NumberShapes.recognise(number);
        if (recognised.isCertain()) {
            return recognised.carriers().get(0);
        }
        candidates = recognised.carriers();
        return fields.refuse(
                "carrier",
                candidates.isEmpty()
                        ? "cannot be recognised from the number: name it"
                        : "cannot be told for certain from the number; it may be " + String.join(", ", candidates));
    }

    private Details details() {
        return new Details(
                fields.text("orderId", MAX_ORDER),
                plain("origin", MAX_PLACE),
                plain("destination", MAX_PLACE),
                plain("phone", MAX_PHONE),
                fields.word("tracking", Tracking.class, word -> word.name().toLowerCase(Locale.ROOT)),
                fields.texts("labels", MAX_LABELS, MAX_LABEL),
                fields.word("goods", Goods.class, Goods::name),
                fields.truth("installments"),
                fields.time("transactedAt"),
                fields.amount("codAmount"),
                international(),
                fields.duration("unlockAfter", Duration.ZERO, MAX_UNLOCK_AFTER));
    }

    /** A text that does not look like one that is sealed: kept as it is, it would be taken for one. */
    private @Nullable String plain(String name, int most) {
        String written = fields.text(name, most);
        return written != null && Sealing.isSealed(written) ? fields.refuse(name, "must be in clear") : written;
    }

    private @Nullable International international() {
        FieldReader ends = fields.object("international");
        if (ends == null) {
            return null;
        }
        International international = new International(
                country(ends, "departureCountry"),
                endCarrier(ends, "departureCarrier"),
                country(ends, "destinationCountry"),
                endCarrier(ends, "destinationCarrier"));
        ends.refuseUnknown();
        return international.equals(NOWHERE) ? null : international;
    }

    private static @Nullable String country(FieldReader ends, String name) {
        String written = ends.text(name, MAX_LABEL);
        if (written == null) {
            return null;
        }
        String code = written.toUpperCase(Locale.ROOT);
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code)
                ? code
                : ends.refuse(name, "must be a country's ISO 3166-1 code of two letters, e.g. CN");
    }

    private static @Nullable String endCarrier(FieldReader ends, String name) {
        String written = ends.text(name, MAX_NUMBER);
        if (written == null) {
            return null;
        }
        String code = CarrierCodes.own(written);
        return CarrierCodes.isCode(code) ? code : ends.refuse(name, "must be a carrier's code, e.g. sto");
    }
}
