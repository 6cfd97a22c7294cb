package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.ShipmentId;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The salt of one shipment's pushes, derived and never stored:
 *
 * <pre>
 *   salt = first 32 lower-case hex digits of HMAC-SHA256( key = master secret, shipment's id as text )
 * </pre>
 *
 * <p>So a callback is verified without a lookup, and a salt that leaks opens one parcel. Kuaidi100 takes any text.
 */
final class Kuaidi100Salt {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private Kuaidi100Salt() {}

    /**
     * The salt of a shipment under a master secret.
     *
     * @param masterSecret any text but the empty one
     */
    static String of(String masterSecret, ShipmentId shipmentId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(masterSecret.getBytes(UTF_8), ALGORITHM));
            byte[] hash = mac.doFinal(shipmentId.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA256", e);
        }
    }
}
