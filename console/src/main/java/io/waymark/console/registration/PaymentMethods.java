package io.waymark.console.registration;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.waymark.contract.SettlementBinding;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Ways to pay that a settlement may name. Only {@code STC_PAY} changes what Waymark does; the others are told apart
 * from a misspelt one, which would otherwise be settled by the wrong rule.
 */
final class PaymentMethods {

    /** What a merchant is told whose method is not among them. */
    static final String REFUSAL =
            "is not a payment method that Waymark knows, such as STC_PAY, CREDIT_CARD or APPLE_PAY;"
                    + " where yours has no name here, leave the field out";

    /** By their letters and digits alone: "Apple Pay", "apple-pay" and "ApplePay" are one. */
    private static final Map<String, String> KNOWN = Stream.of(
                    // spotless:off
            SettlementBinding.STC_PAY,
            // cards
            "CARD", "CREDIT_CARD", "DEBIT_CARD", "PREPAID_CARD", "VISA", "MASTERCARD", "MAESTRO", "AMEX", "AMERICAN_EXPRESS",
            "DINERS", "DINERS_CLUB", "DISCOVER", "JCB", "UNIONPAY", "MADA", "MEEZA", "RUPAY", "ELO", "HIPERCARD", "MIR", "TROY",
            "CARTES_BANCAIRES",
            // wallets
            "APPLE_PAY", "GOOGLE_PAY", "SAMSUNG_PAY", "HUAWEI_PAY", "AMAZON_PAY", "SHOP_PAY", "CLICK_TO_PAY", "PAYPAL", "VENMO",
            "CASH_APP", "SKRILL", "NETELLER", "REVOLUT_PAY", "MERCADO_PAGO", "PICPAY", "NUPAY",
            "ALIPAY", "ALIPAY_PLUS", "ALIPAY_CN", "ALIPAY_HK", "WECHAT_PAY", "KAKAO_PAY", "NAVER_PAY", "TOSS", "PAYCO", "GCASH",
            "DANA", "TNG", "TOUCH_N_GO", "GRABPAY", "SHOPEEPAY", "OVO", "GOPAY", "LINKAJA", "TRUEMONEY", "BOOST", "MAYA", "PAYMAYA",
            "RABBIT_LINE_PAY", "MOMO", "ZALOPAY", "PAYPAY", "LINE_PAY", "RAKUTEN_PAY", "PAYTM", "PHONEPE", "UPI",
            "URPAY", "MPESA", "YOOMONEY",
            // by instalments or later
            "TABBY", "TAMARA", "KLARNA", "AFTERPAY", "CLEARPAY", "AFFIRM", "ATOME", "ZIP", "SEZZLE", "KREDIVO", "AKULAKU",
            // banks, cash and local networks
            "BANK_TRANSFER", "BANK_CARD", "ONLINE_BANKING",
            "KNET", "BENEFIT", "BENEFIT_PAY", "NAPS", "OMANNET", "FAWRY", "SADAD",
            "IDEAL", "WERO", "SOFORT", "GIROPAY", "BANCONTACT", "EPS", "P24", "PRZELEWY24", "BLIK", "TRUSTLY", "MULTIBANCO",
            "MB_WAY", "TWINT", "SWISH", "VIPPS", "MOBILEPAY", "BIZUM", "SATISPAY", "MYBANK", "PAYSAFECARD", "SEPA_DIRECT_DEBIT",
            "PIX", "BOLETO", "OXXO", "SPEI", "PSE", "EFECTY", "KONBINI", "FPX", "PAYNOW", "PROMPTPAY", "DUITNOW", "QRIS", "FPS"
            // spotless:on
                    )
            .collect(toUnmodifiableMap(PaymentMethods::letters, Function.identity()));

    private PaymentMethods() {}

    /** The method in its usual form; empty if there is none of that name. */
    static Optional<String> known(String method) {
        return Optional.ofNullable(KNOWN.get(letters(method)));
    }

    private static String letters(String method) {
        return method.toUpperCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
