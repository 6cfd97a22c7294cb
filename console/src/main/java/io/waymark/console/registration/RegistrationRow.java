package io.waymark.console.registration;

import io.waymark.console.place.Places;
import io.waymark.contract.Goods;
import io.waymark.contract.International;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Tracking;
import io.waymark.sealing.Sealing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one merchant said about one shipment; null where it said nothing. */
@Entity
@Table(name = "registration")
class RegistrationRow {

    @Id
    @Column(name = "registration_id")
    UUID registrationId;

    @Column(name = "shipment_id")
    UUID shipmentId;

    @Column(name = "merchant_id")
    String merchantId;

    @Column(name = "order_id")
    @Nullable
    String orderId;

    /** Sealed, as the next two; see {@link PersonalFields}. */
    @Nullable
    String origin;

    @Nullable
    String destination;

    @Nullable
    String phone;

    @Enumerated(EnumType.STRING)
    @Nullable
    Tracking tracking;

    String @Nullable [] labels;

    @Enumerated(EnumType.STRING)
    @Nullable
    Goods goods;

    @Nullable
    Boolean installments;

    /** ISO 8601: a timestamp column would lose the offset. */
    @Column(name = "transacted_at")
    @Nullable
    String transactedAt;

    @Column(name = "cod_amount")
    @Nullable
    BigDecimal codAmount;

    @Column(name = "departure_country")
    @Nullable
    String departureCountry;

    @Column(name = "departure_carrier")
    @Nullable
    String departureCarrier;

    @Column(name = "destination_country")
    @Nullable
    String destinationCountry;

    @Column(name = "destination_carrier")
    @Nullable
    String destinationCarrier;

    /** ISO 8601. */
    @Column(name = "unlock_after")
    @Nullable
    String unlockAfter;

    /** Where {@link #origin} lies, as lanes name it; empty where that is not to be seen. */
    @Column(name = "origin_place")
    @Nullable
    String originPlace;

    @Column(name = "destination_place")
    @Nullable
    String destinationPlace;

    @Column(name = "registered_at")
    Instant registeredAt;

    /** A new row. Its id follows from shipment and merchant, of which there is one. */
    static RegistrationRow of(UUID shipmentId, String merchantId, Instant now) {
        RegistrationRow row = new RegistrationRow();
        row.registrationId = NameBasedId.of(shipmentId, "registration-of:" + merchantId);
        row.shipmentId = shipmentId;
        row.merchantId = merchantId;
        row.registeredAt = now;
        return row;
    }

    /** From now on it says this. */
    void say(Details details, Sealing sealing) {
        PersonalFields personal = personal(sealing);
        orderId = details.orderId();
        origin = personal.kept(PersonalFields.ORIGIN, details.origin(), origin);
        destination = personal.kept(PersonalFields.DESTINATION, details.destination(), destination);
        phone = personal.kept(PersonalFields.PHONE, details.phone(), phone);
        tracking = details.tracking();
        labels = details.labels() == null ? null : details.labels().toArray(String[]::new);
        goods = details.goods();
        installments = details.installments();
        transactedAt =
                details.transactedAt() == null ? null : details.transactedAt().toString();
        codAmount = details.codAmount();
        unlockAfter =
                details.unlockAfter() == null ? null : details.unlockAfter().toString();
        International ends = details.international();
        departureCountry = ends == null ? null : ends.departureCountry();
        departureCarrier = ends == null ? null : ends.departureCarrier();
        destinationCountry = ends == null ? null : ends.destinationCountry();
        destinationCarrier = ends == null ? null : ends.destinationCarrier();
        originPlace = Places.of(details.origin(), departureCountry);
        destinationPlace = Places.of(details.destination(), destinationCountry);
    }

    /** What was said. */
    Details details(Sealing sealing) {
        PersonalFields personal = personal(sealing);
        return details(
                personal.said(PersonalFields.ORIGIN, origin),
                personal.said(PersonalFields.DESTINATION, destination),
                personal.said(PersonalFields.PHONE, phone));
    }

    /** The same as it travels: what is sealed is not opened. */
    Details sealed() {
        return details(origin, destination, phone);
    }

    private PersonalFields personal(Sealing sealing) {
        return new PersonalFields(sealing, new ShipmentId(shipmentId));
    }

    private Details details(@Nullable String from, @Nullable String to, @Nullable String whose) {
        return new Details(
                orderId,
                from,
                to,
                whose,
                tracking,
                labels == null ? null : List.of(labels),
                goods,
                installments,
                transactedAt == null ? null : OffsetDateTime.parse(transactedAt),
                codAmount,
                international(),
                unlockAfter == null ? null : Duration.parse(unlockAfter));
    }

    private @Nullable International international() {
        International ends =
                new International(departureCountry, departureCarrier, destinationCountry, destinationCarrier);
        return ends.equals(new International(null, null, null, null)) ? null : ends;
    }
}
