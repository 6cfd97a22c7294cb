package io.waymark.notifier.gateway;

import io.waymark.gateways.Answer;
import io.waymark.gateways.Findings;
import io.waymark.gateways.GatewayAccount;
import io.waymark.gateways.Inquiry;
import io.waymark.gateways.Moment;
import io.waymark.gateways.Preparation;
import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import io.waymark.gateways.Reaction;
import io.waymark.gateways.Upload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The merchants' accounts at the gateways. */
public final class Accounts {

    private final Map<AccountName, GatewayAccount> accounts;
    private final Map<AccountName, Set<String>> merchants;

    /**
     * @param accounts those with which something can be done
     * @param merchants whose payments an account is for; one that is not among them is for everybody's
     */
    public Accounts(Map<AccountName, GatewayAccount> accounts, Map<AccountName, Set<String>> merchants) {
        this.accounts = Map.copyOf(accounts);
        this.merchants = Map.copyOf(merchants);
    }

    /** The gateway's own number of an account; empty if the account is not configured. */
    public Optional<String> number(AccountName name) {
        return Optional.ofNullable(accounts.get(name)).map(GatewayAccount::number);
    }

    /**
     * The call that uploads, or what stands in the way. An account that is not configured is an obstacle too, and so is one
     * that is not for this merchant's payments: who registers may name any account.
     */
    public Preparation prepare(AccountName name, String merchantId, Upload upload, Moment moment) {
        GatewayAccount account = accounts.get(name);
        Set<String> served = merchants.getOrDefault(name, Set.of());
        return account == null || !(served.isEmpty() || served.contains(merchantId))
                ? new Impossible(Obstacle.NO_CREDENTIALS, "no credentials for this account at " + name.gateway())
                : account.prepare(upload, moment);
    }

    /** How the account's gateway is asked for its record; empty if it cannot be asked, or not with this configuration. */
    public Optional<Inquiry> inquiry(AccountName name) {
        return Optional.ofNullable(accounts.get(name)).flatMap(GatewayAccount::inquiry);
    }

    /** What an inquiry brought. The account must be configured, as it was when the call was prepared. */
    public Findings read(AccountName name, List<String> transactionIds, Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered) {
            return inquiry(name).orElseThrow().read(transactionIds, answered.answer());
        }
        return new Findings.Untold(unanswered(exchange));
    }

    /** What an exchange with a gateway came to. The account must be configured, as it was when the call was prepared. */
    public Answer read(AccountName name, Upload upload, Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered) {
            return Optional.ofNullable(accounts.get(name))
                    .map(account -> account.read(upload, answered.answer()))
                    .orElseThrow();
        }
        return unanswered(exchange);
    }

    private static Answer unanswered(Exchange exchange) {
        if (exchange instanceof Exchange.NotSent notSent) {
            return new Answer(Reaction.RETRY, "not sent", notSent.problem());
        }
        return new Answer(Reaction.NO_ANSWER, "no answer", ((Exchange.NoAnswer) exchange).problem());
    }
}
