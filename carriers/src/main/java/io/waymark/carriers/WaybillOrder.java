package io.waymark.carriers;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order for a parcel to be moved. Holds personal data.
 *
 * @param orderId under which the carrier keeps it; the same id is the same order, however often it is sent
 * @param sender who hands it over
 * @param receiver who shall have it
 * @param cargo what it is
 * @param lines what is in it, for customs; empty if not said
 * @param service the carrier's own name of the service; null for its usual one
 * @param payer who pays the carrier
 * @param wantsLabel whether the answer shall bring the label, where the carrier can
 * @param options what only this carrier asks for, under the names of its page in {@code docs/carriers}; empty if nothing
 */
public record WaybillOrder(
        String orderId,
        Party sender,
        Party receiver,
        Cargo cargo,
        List<Line> lines,
        @Nullable String service,
        Payer payer,
        boolean wantsLabel,
        Map<String, String> options) {

    /** Who pays the carrier. */
    public enum Payer {
        /** 寄付 */
        SENDER,
        /** 到付 */
        RECEIVER
    }

    /**
     * A person or firm at an address. A part that is not known is "".
     *
     * @param name of the person or firm
     * @param phone mobile or landline
     * @param email address
     * @param province 省
     * @param city 市
     * @param district 区
     * @param address street and door
     * @param postCode 邮编
     */
    public record Party(
            String name,
            String phone,
            String email,
            String province,
            String city,
            String district,
            String address,
            String postCode) {

        /** Nothing: all of it is personal. */
        @Override
        public String toString() {
            return "Party";
        }
    }

    /**
     * What is sent.
     *
     * @param name of the goods
     * @param weight in kilograms; null if not said
     * @param volume in litres; null if not said
     * @param pieces number of parcels, at least 1
     */
    public record Cargo(String name, @Nullable BigDecimal weight, @Nullable BigDecimal volume, int pieces) {}

    /**
     * Goods of one kind.
     *
     * @param name of the goods
     * @param quantity how many
     * @param price of one; null if not said
     * @param currency of the price, ISO 4217; "" if not said
     */
    public record Line(String name, BigDecimal quantity, @Nullable BigDecimal price, String currency) {}

    /** Without people and goods: personal data stays out of logs. */
    @Override
    public String toString() {
        return "WaybillOrder[orderId=" + orderId + "]";
    }
}
