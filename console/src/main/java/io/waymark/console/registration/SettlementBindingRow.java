package io.waymark.console.registration;

import io.waymark.contract.SettlementBinding;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment that waits for a parcel; null where the merchant said nothing. */
@Entity
@Table(name = "settlement_binding")
class SettlementBindingRow {

    @Id
    @Column(name = "settlement_id")
    UUID settlementId;

    @Column(name = "shipment_id")
    UUID shipmentId;

    @Column(name = "merchant_id")
    String merchantId;

    @Column(name = "tracking_number")
    String trackingNumber;

    String gateway;

    @Nullable
    String account;

    @Column(name = "transaction_id")
    @Nullable
    String transactionId;

    @Column(name = "payment_method")
    @Nullable
    String paymentMethod;

    @Column(name = "carrier_code")
    @Nullable
    String carrierCode;

    @Column(name = "order_no")
    @Nullable
    String orderNo;

    @Column(name = "tracking_url")
    @Nullable
    String trackingUrl;

    @Column(name = "bound_at")
    Instant boundAt;

    static SettlementBindingRow of(
            RegisteredShipmentRow shipment, String merchantId, SettlementRequest said, Instant now) {
        SettlementBindingRow row = new SettlementBindingRow();
        row.settlementId = said.idFor(shipment.trackingNumber);
        row.shipmentId = shipment.shipmentId;
        row.merchantId = merchantId;
        row.trackingNumber = shipment.trackingNumber;
        row.boundAt = now;
        row.say(said);
        return row;
    }

    void say(SettlementRequest said) {
        gateway = said.gateway();
        account = said.account();
        transactionId = said.transactionId();
        paymentMethod = said.paymentMethod();
        carrierCode = said.carrierCode();
        orderNo = said.orderNo();
        trackingUrl = said.trackingUrl();
    }

    SettlementRequest said() {
        return new SettlementRequest(gateway, account, transactionId, paymentMethod, carrierCode, orderNo, trackingUrl);
    }

    /** As it is published. */
    SettlementBinding binding() {
        return new SettlementBinding(
                settlementId,
                gateway,
                account == null ? "" : account,
                transactionId,
                paymentMethod,
                carrierCode,
                orderNo,
                trackingUrl);
    }
}
