package io.waymark.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which URLs may be an endpoint's. The same rules hold when one is created and whenever it is called; at calls those of
 * {@link PublicAddress} are added, for what its host's name stands for may change.
 */
public final class EndpointUrl {

    /** Characters. */
    public static final int LONGEST = 2048;

    private static final Set<Integer> PORTS = Set.of(443, 8443);
    private static final int NONE = -1;

    /** What would be read as numbers, though it may be none that is an address. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[.*]");

    /** Nothing less strict: other readers take other numbers for addresses. An address within a zone is a local one. */
    private static final Pattern ADDRESS = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|\\[[^%]*]");

    private static final List<Rule> ALWAYS = List.of(
            new Rule("must begin with https://", url -> List.of("https", "http").contains(scheme(url))),
            new Rule("must name a host", url -> url.getHost() != null),
            new Rule("must not hold a user or a password", url -> url.getRawUserInfo() == null),
            new Rule("must not have a fragment", url -> url.getRawFragment() == null));

    private static final List<Rule> ON_THE_INTERNET = List.of(
            new Rule("must begin with https://", url -> scheme(url).equals("https")),
            new Rule("must be at port 443 or 8443", url -> url.getPort() == NONE || PORTS.contains(url.getPort())),
            new Rule("must name a host on the public Internet", url -> mayBePublic(url.getHost())));

    private EndpointUrl() {}

    /**
     * What is wrong with a URL, in words that follow its name; empty if nothing is.
     *
     * @param anywhere whether plain http, any port and private addresses will do: on one's own machine
     */
    public static Optional<String> problemOf(String url, boolean anywhere) {
        if (url.length() > LONGEST) {
            return Optional.of("must not be longer than " + LONGEST + " characters");
        }
        try {
            URI parsed = new URI(url);
            return problem(ALWAYS, parsed).or(() -> anywhere ? Optional.empty() : problem(ON_THE_INTERNET, parsed));
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL");
        }
    }

    private static Optional<String> problem(List<Rule> rules, URI url) {
        return rules.stream()
                .filter(rule -> !rule.holds().test(url))
                .map(Rule::words)
                .findFirst();
    }

    private static String scheme(URI url) {
        return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Numbers are judged now; of a name only that it is not one of the local network. */
    private static boolean mayBePublic(String host) {
        if (!NUMERIC.matcher(host).matches()) {
            return host.contains(".");
        }
        return ADDRESS.matcher(host).matches() && PublicAddress.is(PublicAddress.numeric(host));
    }

    private record Rule(String words, Predicate<URI> holds) {}
}
