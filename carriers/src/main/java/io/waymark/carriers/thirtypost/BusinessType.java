package io.waymark.carriers.thirtypost;

import java.util.Arrays;
import java.util.Optional;

/** Which of its services the carrier shall use. Source: the table of business types on the carrier's pages, read 2026-11-22. */
enum BusinessType {
    POST_PARCEL("1", "中邮小包"),
    YUNDA_AUSTRALIA("2", "澳洲韵达"),
    POST_ECI("3", "邮政ECI"),
    SPECIAL("4", "30.3特惠"),
    /** Needs the sender's city. Named in the table of fields; its number is not published. */
    RETURNED_GOODS("", "退回货物"),
    /** Needs to know how it is delivered. Named in the table of fields; its number is not published. */
    INTERCITY("", "同城洲际");

    private final String publishedId;
    private final String chineseName;

    BusinessType(String publishedId, String chineseName) {
        this.publishedId = publishedId;
        this.chineseName = chineseName;
    }

    /** Its number ({@code business_id}); "" if none is published. */
    String publishedId() {
        return publishedId;
    }

    /** The type of that English or Chinese name, in any case; empty if there is none. */
    static Optional<BusinessType> named(String text) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(text) || type.chineseName.equalsIgnoreCase(text))
                .findFirst();
    }
}
