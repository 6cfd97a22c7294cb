package io.waymark.gateways.asiabill;

import io.waymark.gateways.GatewayAnswer;
import io.waymark.protocol.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The signature of an answer, over its raw body and its own headers. AsiaBill's table of answers' headers has {@code
 * response-id} and {@code response-time}, its rule for signatures names {@code request-id} and {@code request-time} for
 * answers as for requests: an answer signed over either pair is right.
 */
final class AnswerSignature {

    private static final List<List<String>> SIGNED_HEADERS = List.of(
            List.of("gateway-no", "response-id", "response-time", "version"),
            List.of("gateway-no", "request-id", "request-time", "version"));

    private final String signKey;
    private final Rule rule;

    /** Throws {@link IllegalArgumentException} for a rule that is none: a slip must not turn the check off. */
    AnswerSignature(Settings settings) {
        signKey = settings.value(AsiaBill.SIGN_KEY);
        rule = Rule.of(settings.newest(AsiaBill.VERIFY_RESPONSES).orElse("if-present"));
    }

    /** What speaks against believing the answer; empty if nothing does. */
    Optional<Doubt> doubt(GatewayAnswer answer) {
        if (rule == Rule.OFF) {
            return Optional.empty();
        }
        return answer.header("sign-info")
                .map(claimed -> isRight(claimed, answer) ? Optional.<Doubt>empty() : Optional.of(Doubt.BAD_SIGNATURE))
                .orElseGet(() -> rule == Rule.REQUIRED ? Optional.of(Doubt.NO_SIGNATURE) : Optional.empty());
    }

    private boolean isRight(String claimed, GatewayAnswer answer) {
        return SIGNED_HEADERS.stream()
                .map(names -> AsiaBillSignature.of(signKey, headers(names, answer), answer.body()))
                .anyMatch(expected -> AsiaBillSignature.matches(expected, claimed));
    }

    private static Map<String, String> headers(List<String> names, GatewayAnswer answer) {
        return names.stream()
                .flatMap(name -> answer.header(name).map(value -> Map.entry(name, value)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Why an answer is not believed; the code that is recorded of it. */
    enum Doubt {
        NO_SIGNATURE,
        BAD_SIGNATURE
    }

    /** What is asked of an answer. */
    private enum Rule {
        OFF,
        IF_PRESENT,
        REQUIRED;

        static Rule of(String setting) {
            return Stream.of(values())
                    .filter(rule -> rule.name().replace('_', '-').equals(setting.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            AsiaBill.VERIFY_RESPONSES + " is off, if-present or required"));
        }
    }
}
