package io.waymark.carriers;

/**
 * Where something is looked for. A part that is not said is "".
 *
 * @param province 省
 * @param city 市
 * @param district 区
 */
public record Area(String province, String city, String district) {}
