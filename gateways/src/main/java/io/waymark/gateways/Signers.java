package io.waymark.gateways;

import io.waymark.contract.Payment;
import io.waymark.protocol.NamedSecret;
import io.waymark.protocol.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who may have signed a notice: every account that has a secret, known by the gateway's number of it. Where a notice
 * names a number that is one of ours, that account alone; else any.
 */
public final class Signers {

    /**
     * One account.
     *
     * @param name of the secret and whose it is, e.g. {@code secret:3fa1b2c4 of 800058}
     */
    private record Signer(String number, String secret, String name) {}

    private final List<Signer> all = new ArrayList<>();

    /**
     * @param number the setting that holds the gateway's number of an account
     * @param secret the setting that holds its secrets, newest first; an account without one has signed nothing
     */
    public Signers(List<Settings> accounts, String number, String secret) {
        for (Settings account : accounts) {
            String own = account.newest(number).orElse("");
            String owner = own.isEmpty() ? "" : " of " + own;
            NamedSecret.all(secret, account.all(secret))
                    .forEach(key -> all.add(new Signer(own, key.value(), key.name() + owner)));
        }
    }

    /** Of every secret the name. */
    public List<String> names() {
        return all.stream().map(Signer::name).distinct().toList();
    }

    /**
     * Whose secret signed it; empty if none of ours.
     *
     * @param request the notice
     * @param number the account that the notice names; "" if none
     * @param signs whether a secret gives the notice's signature
     */
    public Optional<Payment.Proof> prove(NoticeRequest request, String number, Predicate<String> signs) {
        List<Signer> named =
                all.stream().filter(signer -> signer.number().equals(number)).toList();
        return (named.isEmpty() ? all : named)
                .stream()
                        .filter(signer -> signs.test(signer.secret()))
                        .findFirst()
                        .map(signer -> new Payment.Proof(request.sha256(), signer.name(), signer.number()));
    }
}
