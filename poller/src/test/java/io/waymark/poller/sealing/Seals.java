package io.waymark.poller.sealing;

import io.waymark.contract.ShipmentId;
import io.waymark.sealing.Sealing;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Who seals beside the service: with its master key, and with one that it does not have. */
public final class Seals {

    private static final Sealing ELSEWHERE =
            Sealing.of(List.of("elsewhere:YW5vdGhlci1tYXN0ZXIta2V5LCBhbHNvIDMyIGJ5dGU="));

    private Seals() {}

    public static Sealing ours() {
        return Sealing.configured(name -> Optional.of(ConfigProvider.getConfig().getValue(name, String.class)));
    }

    public static String phone(ShipmentId shipment, String phone) {
        return ours().sealText(phone, Sealing.context(shipment, "phone"));
    }

    /** That the service cannot open. */
    public static String foreign(String text, String context) {
        return ELSEWHERE.sealText(text, context);
    }
}
