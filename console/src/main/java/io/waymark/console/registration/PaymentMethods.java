package io.waymark.console.registration;

import io.waymark.contract.SettlementBinding;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ways to pay that a settlement may name. Only {@code STC_PAY} changes what Waymark does; the others are told apart
 * from a misspelt one, which would otherwise be settled by the wrong rule.
 */
final class PaymentMethods {

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            // spotless:off
            SettlementBinding.STC_PAY,
            "CARD", "VISA", "MASTERCARD", "AMEX", "DINERS", "DISCOVER", "JCB", "UNIONPAY", "MADA",
            "APPLE_PAY", "GOOGLE_PAY", "SAMSUNG_PAY", "PAYPAL",
            "ALIPAY", "ALIPAY_HK", "WECHAT_PAY", "KAKAO_PAY", "NAVER_PAY", "TOSS", "GCASH", "DANA", "TNG", "GRABPAY",
            "SHOPEEPAY", "OVO", "TRUEMONEY", "BOOST", "PAYMAYA", "RABBIT_LINE_PAY", "PAYPAY", "LINE_PAY", "KONBINI",
            "KNET", "BENEFIT", "NAPS", "OMANNET", "FAWRY", "MEEZA", "TABBY", "TAMARA", "SADAD", "URPAY",
            "IDEAL", "SOFORT", "GIROPAY", "BANCONTACT", "EPS", "P24", "BLIK", "KLARNA", "TRUSTLY", "MULTIBANCO",
            "PIX", "BOLETO", "OXXO", "SPEI", "MERCADO_PAGO", "PSE", "EFECTY", "BANK_TRANSFER"
            // spotless:on
            ));

    private PaymentMethods() {}

    /** The method in its usual form; empty if there is none of that name. */
    static Optional<String> known(String method) {
        return Optional.of(method.toUpperCase(Locale.ROOT)).filter(KNOWN::contains);
    }
}
