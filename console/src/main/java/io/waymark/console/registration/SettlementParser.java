package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a settlement, of its own or inside a registration. */
final class SettlementParser {

    private static final int MAX_ID = 64;
    private static final int MAX_URL = 512;

    private SettlementParser() {}

    /** The settlement that is the whole body. Fails with 422 naming the fields at fault. */
    static SettlementRequest parse(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        SettlementRequest settlement = read(new FieldReader(body, errors));
        if (settlement == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return settlement;
    }

    /** The settlement, or null if it is not usable; then its mistakes are noted. */
    static @Nullable SettlementRequest read(FieldReader fields) {
        Gateway gateway = gateway(fields);
        String transactionId = fields.text("transactionId", MAX_ID);
        String tradeNo = fields.text("tradeNo", MAX_ID);
        String account = fields.text("account", MAX_ID);
        String method = paymentMethod(fields);
        String carrierCode = fields.text("carrierCode", longest(gateway, "carrierCode", MAX_ID));
        String orderNo = fields.text("orderNo", MAX_ID);
        String trackingUrl = url(fields, longest(gateway, "trackingUrl", MAX_URL));
        fields.refuseUnknown();
        if (gateway == null) {
            return null;
        }
        refuseIncomplete(fields, gateway);
        String transaction = Said.first(transactionId, tradeNo);
        return transaction == null && orderNo == null
                ? null
                : new SettlementRequest(
                        gateway.code(), account, transaction, method, carrierCode, orderNo, trackingUrl);
    }

    private static @Nullable Gateway gateway(FieldReader fields) {
        String code = fields.requiredText("gateway", MAX_ID);
        if (code == null) {
            return null;
        }
        Optional<Gateway> gateway = Gateway.of(code);
        return gateway.isPresent()
                ? gateway.get()
                : fields.refuse("gateway", "must be one of " + String.join(", ", Gateway.codes()));
    }

    private static @Nullable String paymentMethod(FieldReader fields) {
        String written = fields.text("paymentMethod", MAX_ID);
        if (written == null) {
            return null;
        }
        Optional<String> method = PaymentMethods.known(written);
        return method.isPresent() ? method.get() : fields.refuse("paymentMethod", PaymentMethods.REFUSAL);
    }

    private static int longest(@Nullable Gateway gateway, String field, int elsewhere) {
        return gateway == null ? elsewhere : gateway.longest(field, elsewhere);
    }

    private static @Nullable String url(FieldReader fields, int longest) {
        String url = fields.text("trackingUrl", longest);
        return url == null || isWebAddress(url) ? url : fields.refuse("trackingUrl", "must be an http or https URL");
    }

    private static void refuseIncomplete(FieldReader fields, Gateway gateway) {
        if (gateway.transactionFields().stream().noneMatch(fields::says)) {
            fields.refuse(
                    gateway.transactionFields().get(0),
                    gateway.code() + " needs " + String.join(" or ", gateway.transactionFields()));
        }
        gateway.requiredFields().stream()
                .filter(name -> !fields.says(name))
                .forEach(name -> fields.refuse(name, "is required by " + gateway.code()));
        gateway.foreignFields().stream()
                .filter(fields::says)
                .forEach(name -> fields.refuse(name, "is not a field of " + gateway.code()));
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
