package io.waymark.notifier.settlement;

import io.waymark.contract.Goods;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.gateways.Upload;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant's registration says about one settlement, without the personal data of the registration. Kept as
 * JSON in the ledger. The components are those of {@link SettlementBinding} and {@link Registration}.
 */
record Terms(
        UUID settlementId,
        String merchantId,
        String gateway,
        String account,
        @Nullable String transactionId,
        @Nullable String paymentMethod,
        @Nullable String carrierCode,
        @Nullable String orderNo,
        @Nullable String trackingUrl,
        Goods goods,
        boolean installments,
        @Nullable OffsetDateTime transactedAt) {

    /** All settlements of a shipment. Where two merchants claim one, it is the first one's. */
    static List<Terms> of(RegisteredShipment shipment) {
        Map<UUID, Terms> first = new LinkedHashMap<>();
        for (Registration registration : shipment.registrations()) {
            for (SettlementBinding binding : registration.settlements()) {
                first.putIfAbsent(binding.settlementId(), of(registration, binding));
            }
        }
        return List.copyOf(first.values());
    }

    private static Terms of(Registration registration, SettlementBinding binding) {
        return new Terms(
                binding.settlementId(),
                registration.merchantId(),
                binding.gateway(),
                Objects.requireNonNullElse(binding.account(), ""),
                binding.transactionId(),
                binding.paymentMethod(),
                binding.carrierCode(),
                binding.orderNo(),
                binding.trackingUrl(),
                registration.goods(),
                registration.installments(),
                registration.transactedAt());
    }

    /** The key of the payments that concern it, see {@link PaymentKeys}; null if neither number is known. */
    @Nullable
    String paymentKey() {
        return PaymentKeys.of(gateway, transactionId, orderNo).findFirst().orElse(null);
    }

    /** @param crosswalkCode the gateway's code of the carrier by the crosswalk, for where none is registered */
    Upload upload(String carrier, Optional<String> crosswalkCode, String trackingNumber) {
        String code = carrierCode != null ? carrierCode : crosswalkCode.orElse(null);
        return new Upload(transactionId, orderNo, carrier, code, trackingNumber, trackingUrl);
    }
}
