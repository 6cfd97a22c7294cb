package io.waymark.carriers.kuaidi100;

import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.FormBody;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.NamedSecret;
import io.waymark.protocol.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kuaidi100's push, and what it is answered.
 *
 * <p>On a path that names a shipment only the salt derived for that shipment counts, so that a leaked salt opens one
 * parcel; on the account's path only the account's salts do. A push whose carrier was corrected ({@code autoCheck=1}
 * with {@code comOld}) belongs to the shipment of the carrier it was registered with. A push that names no number, as
 * some aborts do, belongs to the shipment of its path; without a path nobody can tell whose it is.
 */
final class Kuaidi100Push implements PushProtocol {

    private static final String ACCEPTED = "{\"result\":true,\"returnCode\":\"200\",\"message\":\"成功\"}";

    private final List<NamedSecret> salts;
    private final List<NamedSecret> masterSecrets;

    Kuaidi100Push(List<String> salts, List<String> masterSecrets) {
        this.salts = NamedSecret.all("account-salt", salts);
        this.masterSecrets = NamedSecret.all("derived-salt", masterSecrets);
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of("application/x-www-form-urlencoded");
    }

    @Override
    public boolean namesShipments() {
        return true;
    }

    @Override
    public List<String> secrets() {
        return Stream.of(salts, masterSecrets)
                .flatMap(List::stream)
                .map(NamedSecret::name)
                .toList();
    }

    @Override
    public Verdict verify(PushRequest request) {
        try {
            return verify(FormBody.of(request.body()), request.path());
        } catch (MalformedPayloadException e) {
            return Verdict.rejected(Refusal.MALFORMED);
        }
    }

    private Verdict verify(FormBody form, Optional<ShipmentId> path) {
        Optional<byte[]> param = form.utf8("param");
        Optional<String> sign = form.text("sign");
        if (param.isEmpty() || sign.isEmpty()) {
            return Verdict.rejected(Refusal.MISSING_FIELD);
        }
        Optional<NamedSecret> secret = NamedSecret.firstThat(
                saltsFor(path),
                salt -> Kuaidi100Signature.matches(Kuaidi100Signature.ofPush(param.get(), salt), sign.get()));
        if (secret.isEmpty()) {
            return Verdict.rejected(Refusal.BAD_SIGNATURE);
        }
        return accept(JsonText.object(param.get(), Kuaidi100Message::read), path, secret.get());
    }

    /** A salt that is derived bears the name of what it is derived from. */
    private List<NamedSecret> saltsFor(Optional<ShipmentId> path) {
        return path.map(id -> masterSecrets.stream()
                        .map(master -> new NamedSecret(master.name(), Kuaidi100Salt.of(master.value(), id)))
                        .toList())
                .orElse(salts);
    }

    private static Verdict accept(Kuaidi100Message push, Optional<ShipmentId> path, NamedSecret secret) {
        Kuaidi100History result = push.lastResult();
        String askedFor = push.isCorrected() ? push.comOld() : "";
        String carrier = CarrierCodes.own(Stream.of(askedFor, result.com(), push.comNew())
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse(""));
        String number = ShipmentId.normalNumber(result.nu());
        boolean named = CarrierCodes.isCode(carrier) && ShipmentId.isNumber(number);
        boolean silent = carrier.isEmpty() || number.isEmpty();
        if (!named && (path.isEmpty() || !silent)) {
            return Verdict.rejected(Refusal.MALFORMED);
        }
        return new Verdict.Accepted(
                path.orElseGet(() -> ShipmentId.of(carrier, number)),
                carrier,
                number,
                path.isPresent() ? RawPayload.Route.SHIPMENT_PATH : RawPayload.Route.TRACKING_NUMBER,
                Evidence.SIGNED_PUSH,
                secret.name());
    }

    @Override
    public String accepted() {
        return ACCEPTED;
    }

    @Override
    public String rejected(Refusal reason) {
        return "{\"result\":false,\"returnCode\":\"500\",\"message\":\"" + reason + "\"}";
    }
}
