package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;

/** What Kuaidi100 says to a subscription. */
enum Kuaidi100Answer {
    // spotless:off
    ACCEPTED   ("200", "提交成功"),
    MALFORMED  ("500", "服务器错误"),
    REPEATED   ("501", "重复订阅"),
    WRONG_KEY  ("600", "您不是合法的订阅者"),
    NO_COMPANY ("700", "不支持的快递公司"),
    BAD_DATA   ("701", "订阅方的订阅数据存在错误"),
    NOT_FOUND  ("702", "识别不到单号对应的快递公司");
    // spotless:on

    private final String code;
    private final String message;

    Kuaidi100Answer(String code, String message) {
        this.code = code;
        this.message = message;
    }

    String code() {
        return code;
    }

    JsonObject json() {
        return new JsonObject()
                .put("result", this == ACCEPTED)
                .put("returnCode", code)
                .put("message", message);
    }
}
