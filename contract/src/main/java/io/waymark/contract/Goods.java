package io.waymark.contract;

/** What was sold. Some gateways settle on delivery of physical goods alone. */
public enum Goods {
    PHYSICAL,
    VIRTUAL,
    DIGITAL,
    SERVICE
}
