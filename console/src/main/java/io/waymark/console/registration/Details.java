package io.waymark.console.registration;

import io.waymark.contract.Goods;
import io.waymark.contract.International;
import io.waymark.contract.Tracking;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant said about a shipment besides its number; null where it said nothing. See
 * {@link io.waymark.contract.Registration} for the fields.
 */
record Details(
        @Nullable String orderId,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String phone,
        @Nullable Tracking tracking,
        @Nullable List<String> labels,
        @Nullable Goods goods,
        @Nullable Boolean installments,
        @Nullable OffsetDateTime transactedAt,
        @Nullable BigDecimal codAmount,
        @Nullable International international,
        @Nullable Duration unlockAfter) {

    private static final International NOWHERE = new International(null, null, null, null);

    /** The fields by their JSON path, as they are compared. */
    private static final Map<String, Function<Details, @Nullable Object>> FIELDS = new LinkedHashMap<>();

    static {
        // spotless:off
        FIELDS.put("orderId",                          Details::orderId);
        FIELDS.put("origin",                           Details::origin);
        FIELDS.put("destination",                      Details::destination);
        FIELDS.put("phone",                            Details::phone);
        FIELDS.put("tracking",                         Details::tracking);
        FIELDS.put("labels",                           Details::labels);
        FIELDS.put("goods",                            Details::goods);
        FIELDS.put("installments",                     Details::installments);
        FIELDS.put("transactedAt",                     said -> said.transactedAt == null ? null : said.transactedAt.toInstant());
        FIELDS.put("codAmount",                        Details::codAmount);
        FIELDS.put("international.departureCountry",   said -> said.ends().departureCountry());
        FIELDS.put("international.departureCarrier",   said -> said.ends().departureCarrier());
        FIELDS.put("international.destinationCountry", said -> said.ends().destinationCountry());
        FIELDS.put("international.destinationCarrier", said -> said.ends().destinationCarrier());
        FIELDS.put("unlockAfter",                      Details::unlockAfter);
        // spotless:on
    }

    /** Paths of the fields that both say something about, and not the same. Leaving a field out contradicts nothing. */
    List<String> contradictions(Details later) {
        return Said.contradictions(FIELDS, this, later);
    }

    /** This, and what {@code later} says where this says nothing. */
    Details and(Details later) {
        return new Details(
                Said.first(orderId, later.orderId),
                Said.first(origin, later.origin),
                Said.first(destination, later.destination),
                Said.first(phone, later.phone),
                Said.first(tracking, later.tracking),
                Said.first(labels, later.labels),
                Said.first(goods, later.goods),
                Said.first(installments, later.installments),
                Said.first(transactedAt, later.transactedAt),
                Said.first(codAmount, later.codAmount),
                international == null && later.international == null ? null : joined(ends(), later.ends()),
                Said.first(unlockAfter, later.unlockAfter));
    }

    private International ends() {
        return international == null ? NOWHERE : international;
    }

    private static International joined(International earlier, International later) {
        return new International(
                Said.first(earlier.departureCountry(), later.departureCountry()),
                Said.first(earlier.departureCarrier(), later.departureCarrier()),
                Said.first(earlier.destinationCountry(), later.destinationCountry()),
                Said.first(earlier.destinationCarrier(), later.destinationCarrier()));
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return "Details[tracking=" + tracking + "]";
    }
}
