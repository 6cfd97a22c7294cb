package io.waymark.carriers;

/**
 * A carrier's service point (网点). A part that the carrier does not tell is "".
 *
 * @param code the carrier's
 * @param name the carrier's
 * @param province 省
 * @param city 市
 * @param district 区
 * @param address street and door
 * @param phone of the outlet, which is no personal data
 */
public record Outlet(
        String code, String name, String province, String city, String district, String address, String phone) {}
