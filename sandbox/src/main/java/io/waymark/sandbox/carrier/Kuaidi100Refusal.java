package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;

/** What Kuaidi100 says to a query or a recognition that it does not answer. */
enum Kuaidi100Refusal {
    // spotless:off
    NO_NUMBER  ("201", "单号不正确"),
    BAD_DATA   ("400", "找不到对应公司"),
    NO_PHONE   ("408", "快递公司参数异常：验证码错误"),
    NO_RESULT  ("500", "查询无结果，请隔段时间再查"),
    SIGNATURE  ("503", "验证签名失败"),
    TOO_OFTEN  ("504", "查询过于频繁"),
    KEY_EXPIRED("601", "key已过期"),
    KEY_MISSING("701", "key缺失");
    // spotless:on

    private final String code;
    private final String message;

    Kuaidi100Refusal(String code, String message) {
        this.code = code;
        this.message = message;
    }

    JsonObject json() {
        return new JsonObject().put("result", false).put("returnCode", code).put("message", message);
    }
}
